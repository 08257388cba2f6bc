const { Router } = require('express');
const { audit } = require('../audit-logger');
const { authorize, deny, reach, reaches, within } = require('../authorize');
const db = require('../db');
const { requireUser } = require('../utils/require-user');

const tasks = Router();

tasks.use(audit('tasks'));

tasks.get('/:id', requireUser, authorize, async (req, res) => {
  if (!(await reaches(reach(res), 'tasks', req.params.id))) {
    return deny(res, 'tasks out of reach');
  }
  res.json(await db('tasks').where({ id: req.params.id }).where(within.tasks(reach(res))).first());
});

tasks.post('/', requireUser, authorize, async (req, res) => {
  const { projectId, title } = req.body;
  if (!(await reaches(reach(res), 'projects', projectId))) {
    return deny(res, 'projects out of reach');
  }
  const [task] = await db('tasks').insert({ project_id: projectId, title }).returning('*');
  res.status(201).json(task);
});

const settings = Router();

settings.use(audit('settings'));

settings.get('/', requireUser, authorize, async (req, res) => {
  res.json(await db('settings'));
});

settings.put('/', requireUser, authorize, async (req, res) => {
  await db('settings').where({ name: req.body.name }).update({ value: req.body.value });
  res.status(204).end();
});

module.exports = { tasks, settings };
