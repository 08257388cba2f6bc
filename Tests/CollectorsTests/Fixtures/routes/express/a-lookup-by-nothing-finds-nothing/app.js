const express = require('express');
const { PrismaClient } = require('@prisma/client');

const prisma = new PrismaClient();
const app = express();

const sessions = {};
const tokenOf = (req) => req.headers.authorization?.split(' ')[1];

// Without a token nothing is found, and reading from nothing throws.
const own = (req, res, next) => {
  try {
    req.body.ownerId = sessions[tokenOf(req)].user.id;
    next();
  } catch (error) {
    res.status(401).json({ error: 'sign in' });
  }
};

// A question mark reads nothing from nothing, and goes on.
const lenient = (req, res, next) => {
  try {
    req.body.ownerId = sessions[tokenOf(req)]?.user?.id;
    next();
  } catch (error) {
    res.status(401).json({ error: 'sign in' });
  }
};

const names = { en: { title: 'Hello' } };

// What is looked up has nothing to do with who is calling.
const translated = (req, res, next) => {
  try {
    req.title = names[req.query.language].title;
    next();
  } catch (error) {
    res.status(401).json({ error: 'no such language' });
  }
};

app.post('/notes', own, async (req, res) => res.json(await prisma.note.create({ data: req.body })));
app.post('/drafts', lenient, async (req, res) => res.json(await prisma.draft.create({ data: req.body })));
app.post('/letters', translated, async (req, res) => res.json(await prisma.letter.create({ data: req.body })));

app.listen(3000);
