const express = require('express');
const { PrismaClient } = require('@prisma/client');

const prisma = new PrismaClient();
const app = express();

// Without the header the condition is undefined, and the first session that there is will do.
async function prismaFirst(req, res, next) {
  const session = await prisma.session.findFirst({ where: { token: req.headers['x-session'], revoked: false } });
  if (!session) return res.sendStatus(401);
  next();
}

async function prismaCookie(req, res, next) {
  const session = await prisma.session.findFirst({ where: { token: req.cookies.token } });
  if (!session) return res.sendStatus(401);
  next();
}

async function prismaChecked(req, res, next) {
  const token = req.headers['x-session'];
  if (!token) return res.sendStatus(401);
  const session = await prisma.session.findFirst({ where: { token } });
  if (!session) return res.sendStatus(401);
  next();
}

async function prismaEmpty(req, res, next) {
  const token = req.headers['x-session'] || '';
  const session = await prisma.session.findFirst({ where: { token } });
  if (!session) return res.sendStatus(401);
  next();
}

async function prismaUnique(req, res, next) {
  const session = await prisma.session.findUnique({ where: { token: req.headers['x-session'] } });
  if (!session) return res.sendStatus(401);
  next();
}

app.get('/first', prismaFirst, (req, res) => res.json({}));
app.get('/cookie', prismaCookie, (req, res) => res.json({}));
app.get('/checked', prismaChecked, (req, res) => res.json({}));
app.get('/empty', prismaEmpty, (req, res) => res.json({}));
app.get('/unique', prismaUnique, (req, res) => res.json({}));
app.listen(3000);
