import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';

export const sessionRouter = Router();

sessionRouter.get(
  '/',
  asyncHandler(async (req, res) => {
    const { rows } = await query(
      `SELECT u.id, u.email, u.full_name, u.phone, u.role, a.id AS account_id, a.name AS account_name, a.plan
       FROM users u JOIN accounts a ON a.id = u.account_id
       WHERE u.id = $1`,
      [req.user!.id],
    );
    res.json(rows[0]);
  }),
);
