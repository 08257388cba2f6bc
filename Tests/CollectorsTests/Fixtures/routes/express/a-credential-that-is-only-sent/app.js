const express = require('express');
const crypto = require('crypto');
const jwt = require('jsonwebtoken');
const { Pool } = require('pg');

const app = express();
const pool = new Pool();
const sessions = {};
const keys = new Set((process.env.ALLOWED || '').split(','));

// Anybody can send a header.
function sendsHeader(req, res, next) {
  if (!req.headers.authorization) return res.status(401).end();
  next();
}

function sendsBearer(req, res, next) {
  const header = req.get('authorization') || '';
  const [scheme, token] = header.split(' ');
  if (scheme !== 'Bearer' || !token) {
    return res.status(401).json({ error: 'Sign in first' });
  }
  req.token = token;
  next();
}

function sendsCookie(req, res, next) {
  if (!req.cookies.session) return res.redirect('/login');
  next();
}

// A token that is decoded says whatever its sender wrote into it.
function decodes(req, res, next) {
  const claims = jwt.decode((req.headers.authorization || '').slice(7));
  if (!claims) return res.status(401).end();
  req.user = claims;
  next();
}

function verifies(req, res, next) {
  try {
    req.user = jwt.verify((req.headers.authorization || '').slice(7), process.env.KEY);
  } catch {
    return res.status(401).end();
  }
  next();
}

function knowsKey(req, res, next) {
  if (req.get('x-api-key') !== process.env.API_KEY) return res.status(401).end();
  next();
}

function isListed(req, res, next) {
  if (!keys.has(req.get('x-api-key'))) return res.status(401).end();
  next();
}

async function isStored(req, res, next) {
  if (!req.get('authorization')) return res.status(401).end();
  const { rows } = await pool.query('SELECT id FROM sessions WHERE token = $1', [req.get('authorization')]);
  if (rows.length === 0) return res.status(401).end();
  next();
}

function isInMemory(req, res, next) {
  const session = sessions[req.cookies.session];
  if (!session) return res.status(401).end();
  next();
}

function isSigned(req, res, next) {
  const wanted = crypto.createHmac('sha256', process.env.SECRET).update(req.rawBody).digest();
  const given = Buffer.from(req.get('x-signature') || '', 'hex');
  if (given.length !== wanted.length || !crypto.timingSafeEqual(given, wanted)) return res.status(401).end();
  next();
}

async function asksElsewhere(req, res, next) {
  const answer = await fetch('https://id.example/userinfo', { headers: { authorization: req.get('authorization') } });
  if (!answer.ok) return res.status(401).end();
  next();
}

function hasSession(req, res, next) {
  if (!req.session.userId) return res.status(401).end();
  next();
}

// Something in front of the application may set this header, or anybody.
function believesProxy(req, res, next) {
  const id = req.get('x-user-id');
  if (!id) return res.status(401).end();
  req.user = { id };
  next();
}

const answer = (req, res) => res.json([]);
app.get('/header', sendsHeader, answer);
app.get('/bearer', sendsBearer, answer);
app.get('/cookie', sendsCookie, answer);
app.get('/decoded', decodes, answer);
app.get('/decoded-twice', decodes, verifies, answer);
app.get('/verified', verifies, answer);
app.get('/sent-then-verified', sendsBearer, verifies, answer);
app.get('/key', knowsKey, answer);
app.get('/listed', isListed, answer);
app.get('/stored', isStored, answer);
app.get('/in-memory', isInMemory, answer);
app.get('/signed', isSigned, answer);
app.get('/elsewhere', asksElsewhere, answer);
app.get('/session', hasSession, answer);
app.get('/proxy', believesProxy, answer);
app.listen(3000);
