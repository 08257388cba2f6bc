import express from 'express';
import { checkTicket } from '@example/tickets';

const app = express();

/** Sounds like a guard, is declared as one, and lets everybody pass. */
function authenticate(req, res, next) {
  req.user = { id: req.headers['x-user'] };
  next();
}

/** Refuses, but nobody can see whom. */
function demandTicket(req, res, next) {
  if (!checkTicket(req)) return res.status(401).end();
  next();
}

/** Leaves everything to code that is elsewhere. */
async function demandBadge(req, res, next) {
  await checkTicket(req);
  next();
}

/** Refuses strangers; declared to ask for a role, which it does not. */
function staffOnly(req, res, next) {
  if (!req.user) return res.status(401).end();
  next();
}

const open = ['/health'];

/** Makes exceptions that can be seen. */
function demandAnywhere(req, res, next) {
  if (open.includes(req.path)) return next();
  if (!checkTicket(req)) return res.status(401).end();
  next();
}

const withTicket = (handler) => async (req, res) => {
  await checkTicket(req);
  return handler(req, res);
};

app.get('/contradicted', authenticate, (req, res) => res.json({}));
app.get('/ticket', demandTicket, (req, res) => res.json({}));
app.get('/badge', demandBadge, (req, res) => res.json({}));
app.get('/staff', staffOnly, (req, res) => res.json({}));
app.get('/health', demandAnywhere, (req, res) => res.json({}));
app.get('/inside', demandAnywhere, (req, res) => res.json({}));
app.get('/wrapped', withTicket((req, res) => res.json({})));

app.listen(3000);
