const express = require('express');
const jwt = require('jsonwebtoken');
const { Pool } = require('pg');
const { PrismaClient } = require('@prisma/client');

const app = express();
const pool = new Pool();
const prisma = new PrismaClient();

app.use((req, res, next) => {
  try {
    req.user = jwt.verify((req.headers.authorization || '').slice(7), process.env.KEY);
    next();
  } catch {
    res.status(401).end();
  }
});

app.post('/notes', async (req, res) => {
  await pool.query('INSERT INTO notes (account_id, body) VALUES ($1, $2)', [req.user.accountId, req.body.text]);
  res.json({});
});

// The tenant is whatever the caller says.
app.post('/notes/elsewhere', async (req, res) => {
  await pool.query('INSERT INTO notes (account_id, body) VALUES ($1, $2)', [req.body.accountId, req.body.text]);
  res.json({});
});

// The second row may be anybody's.
app.post('/notes/two', async (req, res) => {
  await pool.query('INSERT INTO notes (account_id, body) VALUES ($1, $2), ($3, $2)', [
    req.user.accountId, req.body.text, req.body.accountId,
  ]);
  res.json({});
});

app.post('/tickets', async (req, res) => {
  res.json(await prisma.ticket.create({ data: { tenantId: req.user.tenantId, subject: req.body.subject } }));
});

app.post('/tickets/elsewhere', async (req, res) => {
  res.json(await prisma.ticket.create({ data: { tenantId: req.body.tenantId, subject: req.body.subject } }));
});
app.listen(3000);
