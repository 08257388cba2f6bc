const { Router } = require('express');
const db = require('../db');
const { requireUser } = require('../utils/require-user');

const tasks = Router();

tasks.get('/:id', requireUser, async (req, res) => {
  res.json(await db('tasks').where({ id: req.params.id }).first());
});

tasks.post('/', requireUser, async (req, res) => {
  const { projectId, title } = req.body;
  const [task] = await db('tasks').insert({ project_id: projectId, title }).returning('*');
  res.status(201).json(task);
});

const settings = Router();

settings.get('/', requireUser, async (req, res) => {
  res.json(await db('settings'));
});

settings.put('/', requireUser, async (req, res) => {
  await db('settings').where({ name: req.body.name }).update({ value: req.body.value });
  res.status(204).end();
});

module.exports = { tasks, settings };
