import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';

export const reportsRouter = Router();

reportsRouter.get(
  '/revenue',
  asyncHandler(async (req, res) => {
    const { rows } = await query(
      `SELECT to_char(date_trunc('month', received_at), 'YYYY-MM') AS month,
         sum(amount_cents)::bigint AS amount_cents, count(*)::int AS payments
       FROM payments WHERE account_id = $1
       GROUP BY 1 ORDER BY 1 DESC LIMIT 24`,
      [req.user!.accountId],
    );
    res.json(rows);
  }),
);
