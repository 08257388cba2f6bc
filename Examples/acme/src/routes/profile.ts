import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { optionalText, text } from '../lib/validate';

export const profileRouter = Router();

profileRouter.patch(
  '/',
  asyncHandler(async (req, res) => {
    const { rows } = await query(
      'UPDATE users SET full_name = $1, phone = $2 WHERE id = $3 RETURNING id, email, full_name, phone',
      [text(req.body, 'fullName', 200), optionalText(req.body, 'phone', 40), req.user!.id],
    );
    res.json(rows[0]);
  }),
);
