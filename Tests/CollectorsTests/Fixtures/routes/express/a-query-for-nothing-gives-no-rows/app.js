const express = require('express');
const { Pool } = require('pg');
const mysql = require('mysql2/promise');
const pool = new Pool();
const db = mysql.createPool({});
const app = express();

async function bySql(req, res, next) {
  const token = req.headers['x-session'];
  const { rows } = await pool.query('SELECT user_id FROM sessions WHERE token = $1', [token]);
  if (rows.length === 0) return res.status(401).json({ error: 'no' });
  req.userId = rows[0].user_id;
  next();
}
async function bySqlChecked(req, res, next) {
  const token = req.headers['x-session'];
  if (!token) return res.sendStatus(401);
  const { rows } = await pool.query('SELECT user_id FROM sessions WHERE token = $1', [token]);
  if (!rows[0]) return res.sendStatus(401);
  next();
}
function byThen(req, res, next) {
  pool.query('SELECT user_id FROM sessions WHERE token = $1', [req.get('x-session')]).then(({ rows }) => {
    if (!rows.length) return res.sendStatus(401);
    next();
  }).catch(next);
}
function byCallback(req, res, next) {
  pool.query('SELECT user_id FROM sessions WHERE token = $1', [req.get('x-session')], (err, result) => {
    if (err) return next(err);
    if (result.rows.length === 0) return res.sendStatus(401);
    next();
  });
}
async function mysqlRows(req, res, next) {
  const [rows] = await db.query('SELECT user_id FROM sessions WHERE token = ?', [req.get('x-session')]);
  if (rows.length < 1) return res.sendStatus(401);
  next();
}

async function count(req, res, next) {
  const found = await pool.query('SELECT count(*) FROM sessions WHERE token = $1', [req.get('x-session')]);
  if (Number(found.rows[0].count) === 0) return res.sendStatus(401);
  next();
}

async function rowCount(req, res, next) {
  const { rowCount } = await pool.query('SELECT 1 FROM sessions WHERE token = $1', [req.get('x-session')]);
  if (rowCount === 0) { res.status(401).end(); return; }
  next();
}

// Whoever is not on the list goes on.
async function wrongWay(req, res, next) {
  const { rows } = await pool.query('SELECT 1 FROM blocked WHERE token = $1', [req.get('x-session')]);
  if (rows.length > 0) return res.sendStatus(401);
  next();
}

app.get('/sql', bySql, (req, res) => res.json({}));
app.get('/sql-checked', bySqlChecked, (req, res) => res.json({}));
app.get('/then', byThen, (req, res) => res.json({}));
app.get('/callback', byCallback, (req, res) => res.json({}));
app.get('/mysql', mysqlRows, (req, res) => res.json({}));
app.get('/count', count, (req, res) => res.json({}));
app.get('/row-count', rowCount, (req, res) => res.json({}));
app.get('/wrong-way', wrongWay, (req, res) => res.json({}));
app.listen(3000);
