const express = require('express');
const { PrismaClient } = require('@prisma/client');

const prisma = new PrismaClient();
const app = express();

// Long enough to be worth remembering: what differs between two calls must not be lost.
function refuseUnless(role, wanted, res) {
  const names = ['admin', 'manager', 'member', 'guest'];
  const known = names.filter((name) => name === wanted).map((name) => name.toLowerCase());
  if (known.length === 0) return true;
  if (role !== known[0]) {
    res.status(403).json({ error: 'forbidden' });
    return true;
  }
  return false;
}

function narrow(where, userId) {
  const names = ['createdAt', 'updatedAt', 'deletedAt', 'archivedAt'];
  for (const name of names) if (where[name]) where[name] = null;
  where.ownerId = userId;
}

function filter(userId) {
  const where = { deletedAt: null, archivedAt: null, createdAt: null, updatedAt: null };
  const names = Object.keys(where).filter((name) => name.endsWith('At')).map((name) => name);
  if (names.length > 9) return {};
  where.ownerId = userId;
  return where;
}

app.use((req, res, next) => {
  if (!req.user) return res.status(401).json({ error: 'sign in' });
  next();
});

app.get('/first', async (req, res) => {
  const where = { id: req.query.id };
  narrow(where, req.user.id);
  res.json(await prisma.note.findMany({ where }));
});

app.get('/second', async (req, res) => {
  const where = { id: req.query.id };
  narrow(where, req.user.id);
  res.json(await prisma.note.findMany({ where }));
});

app.get('/third', async (req, res) => {
  const where = { id: req.query.id };
  narrow({}, req.user.id);
  res.json(await prisma.note.findMany({ where }));
});

app.get('/fourth', async (req, res) => {
  res.json(await prisma.note.findMany({ where: filter(req.user.id) }));
});

app.get('/fifth', async (req, res) => {
  const where = filter(req.query.owner);
  res.json(await prisma.note.findMany({ where }));
});

app.get('/sixth', async (req, res) => {
  if (refuseUnless(req.user.role, 'admin', res)) return;
  res.json(await prisma.plan.findMany());
});

app.get('/seventh', async (req, res) => {
  if (refuseUnless(req.user.role, 'admin', res)) return;
  res.json(await prisma.plan.findMany());
});

app.get('/eighth', async (req, res) => {
  if (refuseUnless(req.query.role, 'admin', res)) return;
  res.json(await prisma.plan.findMany());
});

app.listen(3000);
