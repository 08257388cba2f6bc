import express, { NextFunction, Request, Response } from 'express';
import jwt from 'jsonwebtoken';
import { Pool } from 'pg';

const pool = new Pool();

type Policy = { action: string; roles: Record<string, string> };

const policies: Record<string, Policy> = {
  'GET /orders': { action: 'orders.read', roles: { admin: 'all', member: 'own' } },
  'GET /orders/:id': { action: 'orders.read', roles: { admin: 'all', member: 'own' } },
  'PUT /orders/:id': { action: 'orders.update', roles: { admin: 'all' } },
  'POST /orders': { action: 'orders.create', roles: { admin: 'all' } },
};

const rules = Object.entries(policies).map(([route, policy]) => {
  const [method = '', path = ''] = route.split(' ');
  return { ...policy, method, path: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`, 'i') };
});

function signedIn(req: any, res: Response, next: NextFunction) {
  try {
    req.user = jwt.verify(req.headers.authorization, String(process.env.KEY));
  } catch {
    return res.sendStatus(403);
  }
  next();
}

async function authorize(req: any, res: Response, next: NextFunction) {
  const { rows } = await pool.query('SELECT id, role FROM users WHERE id = $1', [req.user.id]);
  const caller = rows[0];
  const asked = rules.filter((rule) => rule.method === req.method && rule.path.test(req.baseUrl + req.path));
  if (!caller || asked.length === 0) {
    return res.sendStatus(403);
  }
  if (!asked.every(({ roles }) => Object.keys(roles).includes(caller.role))) {
    return res.sendStatus(403);
  }
  res.locals.owners = caller.role === 'admin' ? null : [caller.id];
  next();
}

const app = express();
app.use(signedIn, authorize);

app.get('/orders', async (_req: Request, res: Response) => {
  res.json((await pool.query('SELECT * FROM orders WHERE (buyer = ANY($1) OR $1 IS NULL)', [res.locals.owners])).rows);
});

app.get('/orders/:id', async (req: Request, res: Response) => {
  const found = await pool.query('SELECT * FROM orders WHERE id = $1 AND (buyer = ANY($2) OR $2 IS NULL)', [
    req.params.id,
    res.locals.owners,
  ]);
  res.json(found.rows[0]);
});

app.put('/orders/:id', async (req: Request, res: Response) => {
  await pool.query('UPDATE orders SET note = $1 WHERE id = $2', [req.body.note, req.params.id]);
  res.sendStatus(204);
});

app.post('/orders', async (req: Request, res: Response) => {
  await pool.query('INSERT INTO orders (note) VALUES ($1)', [req.body.note]);
  res.sendStatus(201);
});

app.listen(3000);
