const express = require('express');
const session = require('express-session');
const { PrismaClient } = require('@prisma/client');

const prisma = new PrismaClient();
const app = express();
app.use(session({ secret: process.env.SESSION_SECRET }));
app.use((req, res, next) => (req.session.userId ? next() : res.sendStatus(401)));

const all = async (req, res) => res.json(await prisma.report.findMany());

app.get('/by-role', (req, res, next) => (req.session.role === 'admin' ? next() : res.sendStatus(403)), all);
app.get('/by-flag', (req, res, next) => (req.session.isAdmin ? next() : res.sendStatus(403)), all);

app.get('/by-user', (req, res) => {
  if (req.session.user.role !== 'admin') return res.sendStatus(403);
  return all(req, res);
});

// What is shown by role is shown to everybody.
app.get('/shown', async (req, res) => {
  const reports = await prisma.report.findMany();
  res.json(req.session.role === 'admin' ? reports : reports.slice(0, 10));
});

// A language that is not spoken has nothing to do with roles.
app.get('/language', (req, res, next) => (req.session.language === 'en' ? next() : res.sendStatus(404)), all);

app.listen(3000);
