import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { page } from '../lib/validate';

export const paymentsRouter = Router();

paymentsRouter.get(
  '/',
  asyncHandler(async (req, res) => {
    const { limit, offset } = page(req.query);
    const { rows } = await query(
      `SELECT p.*, i.number AS invoice_number
       FROM payments p JOIN invoices i ON i.id = p.invoice_id
       WHERE p.account_id = $1 ORDER BY p.received_at DESC LIMIT $2 OFFSET $3`,
      [req.user!.accountId, limit, offset],
    );
    res.json(rows);
  }),
);
