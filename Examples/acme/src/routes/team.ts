import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { notFound } from '../lib/errors';
import { oneOf, uuid } from '../lib/validate';

export const teamRouter = Router();

teamRouter.patch(
  '/members/:id',
  asyncHandler(async (req, res) => {
    const role = oneOf(req.body.role, ['admin', 'manager', 'member'], 'role');
    const active = req.body.active !== false;
    const { rows } = await query(
      'UPDATE users SET role = $1, active = $2 WHERE id = $3 RETURNING id, email, role, active',
      [role, active, uuid(req.params.id, 'id')],
    );
    if (rows.length === 0) {
      throw notFound('Team member');
    }
    res.json(rows[0]);
  }),
);
