const express = require('express');
const { audit } = require('../audit-logger');
const db = require('../db');
const { requireUser } = require('../utils/session');

const router = express.Router();

router.use(audit('books'));

router.get('/', requireUser, async (req, res) => {
  res.json(await db('books').where({ owner_id: req.user.id }));
});

router.delete('/:bookId', requireUser, async (req, res) => {
  await db('books').where({ id: req.params.bookId, owner_id: req.user.id }).del();
  res.status(204).end();
});

module.exports = router;
