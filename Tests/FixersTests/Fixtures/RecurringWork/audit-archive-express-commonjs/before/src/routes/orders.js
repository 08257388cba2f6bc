'use strict';

const router = require('express').Router(); // orders of customers
const { pool } = require('../db');

/* Orders,
   newest first. */
router.get('/', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM orders WHERE user_id = $1', [req.user.id]);
  res.json(rows);
});

router.get('/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM orders WHERE id = $1', [req.params.id]);
  if (!rows[0]) {
    return res.status(404).json({ error: 'No such order' });
  }
  if (rows[0].user_id !== req.user.id && req.user.role !== 'admin') {
    return res.status(403).json({ error: 'Not yours' });
  }
  return res.json(rows[0]);
});

router.post('/', async (req, res) => {
  await pool.query('INSERT INTO orders (user_id, item) VALUES ($1, $2)', [req.user.id, req.body.item]);
  res.status(201).end();
});

module.exports = router;
