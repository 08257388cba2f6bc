const { Router } = require('express');
const { audit } = require('../audit-logger');
const { authorize, deny, reach, reaches, within } = require('../authorize');
const db = require('../db');
const { requireUser } = require('../utils/require-user');

const router = Router();

router.use(audit('projects'));

router.get('/', requireUser, authorize, async (req, res) => {
  res.json(await db('projects').where(within.projects(reach(res))).orderBy('id'));
});

router.get('/:id', requireUser, authorize, async (req, res) => {
  if (!(await reaches(reach(res), 'projects', req.params.id))) {
    return deny(res, 'projects out of reach');
  }
  const project = await db('projects')
    .where({ id: req.params.id }).where(within.projects(reach(res)))
    .first();
  if (!project) return res.status(404).json({ error: 'no project' });
  return res.json(project);
});

router.post('/', requireUser, authorize, async (req, res) => {
  const [project] = await db('projects').insert({ title: req.body.title, owner_id: req.user.id }).returning('*');
  res.status(201).json(project);
});

router.patch('/:id', requireUser, authorize, async (req, res) => {
  if (!(await reaches(reach(res), 'projects', req.params.id))) {
    return deny(res, 'projects out of reach');
  }
  const [project] = await db('projects').where('id', req.params.id).where(within.projects(reach(res))).update({ title: req.body.title }).returning('*');
  res.json(project);
});

router.delete('/:id', requireUser, authorize, async (req, res) => {
  if (!(await reaches(reach(res), 'projects', req.params.id))) {
    return deny(res, 'projects out of reach');
  }
  await db('projects').where('id', '=', req.params.id).where(within.projects(reach(res))).del();
  res.json({ id: req.params.id });
});

module.exports = router;
