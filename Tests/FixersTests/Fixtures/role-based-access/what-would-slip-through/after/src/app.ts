import express, { NextFunction, Response } from 'express';
import jwt from 'jsonwebtoken';
import { authorize, deny, reach, reaches } from './authorize';
import { allBoards } from './boards';
import { pool } from './db';
import { requirePolicies } from './require-policies';

export const app = express();

function guard(req: any, res: Response, next: NextFunction) {
  try {
    req.user = jwt.verify(req.headers.authorization, String(process.env.KEY));
  } catch {
    return deny(res, 'no', 401);
  }
  next();
}

app.use(guard, authorize);

// Whoever may write their own row must not write their own role.
app.put('/me', async (req: any, res) => {
  await pool.query('UPDATE users SET name = $1, role = $2 WHERE id = $3', [req.body.name, req.body.role, req.user.id]);
  res.sendStatus(204);
});

// A helper reads what the handler reads, without its limits.
app.get('/boards', async (req: any, res) => {
  const { rows } = await pool.query(
    `SELECT * FROM boards WHERE owner_id = $1
     AND (owner_id = ANY($2) OR $2 IS NULL)`,
    [req.user.id, reach(res).owners],
  );
  res.json([rows, await allBoards(reach(res))]);
});

// A card must not be moved to somebody else's board.
app.put('/cards/:id/board', async (req: any, res) => {
  if (!(await reaches(reach(res), 'boards', req.body.board))) {
    return deny(res, 'boards out of reach');
  }
  const { rows } = await pool.query(
    `UPDATE cards SET board_id = $1 WHERE id = $2
     AND (board_id IN (SELECT id FROM boards WHERE owner_id = ANY($3)) OR $3 IS NULL)
     RETURNING *`,
    [req.body.board, req.params.id, reach(res).owners],
  );
  if (rows.length === 0 && reach(res).owners !== null) {
    return deny(res, 'cards out of reach');
  }
  res.json(rows[0]);
});

// A row that is there must not be written over.
app.post('/boards', async (req: any, res) => {
  await pool.query(
    'INSERT INTO boards (id, owner_id, title) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET title = $3',
    [req.body.id, req.user.id, req.body.title],
  );
  res.sendStatus(201);
});

app.post('/copies', async (req: any, res) => {
  await pool.query('INSERT INTO cards (board_id, text) SELECT board_id, text FROM cards WHERE id = $1', [req.body.id]);
  res.sendStatus(201);
});
requirePolicies(app);
