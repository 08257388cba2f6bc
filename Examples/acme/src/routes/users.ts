import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';

export const usersRouter = Router();

usersRouter.get(
  '/',
  asyncHandler(async (req, res) => {
    const { rows } = await query(
      `SELECT id, email, full_name, phone, role, team_id, active, last_login_at
       FROM users WHERE account_id = $1 ORDER BY full_name`,
      [req.user!.accountId],
    );
    res.json(rows);
  }),
);
