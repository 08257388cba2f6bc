const { Router } = require('express');
const db = require('../db');
const { requireUser } = require('../utils/require-user');

const router = Router();

router.get('/', requireUser, async (req, res) => {
  res.json(await db('projects').orderBy('id'));
});

router.get('/:id', requireUser, async (req, res) => {
  const project = await db('projects')
    .where({ id: req.params.id })
    .first();
  if (!project) return res.status(404).json({ error: 'no project' });
  return res.json(project);
});

router.post('/', requireUser, async (req, res) => {
  const [project] = await db('projects').insert({ title: req.body.title, owner_id: req.user.id }).returning('*');
  res.status(201).json(project);
});

router.patch('/:id', requireUser, async (req, res) => {
  const [project] = await db('projects').where('id', req.params.id).update({ title: req.body.title }).returning('*');
  res.json(project);
});

router.delete('/:id', requireUser, async (req, res) => {
  await db('projects').where('id', '=', req.params.id).del();
  res.json({ id: req.params.id });
});

module.exports = router;
