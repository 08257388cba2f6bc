import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { page, positiveInteger, text, uuid } from '../lib/validate';

export const dealsRouter = Router();

dealsRouter.get(
  '/',
  asyncHandler(async (req, res) => {
    const { limit, offset } = page(req.query);
    const { rows } = await query(
      `SELECT d.*, c.name AS customer_name
       FROM deals d JOIN customers c ON c.id = d.customer_id
       WHERE d.account_id = $1 ORDER BY d.created_at DESC LIMIT $2 OFFSET $3`,
      [req.user!.accountId, limit, offset],
    );
    res.json(rows);
  }),
);

dealsRouter.post(
  '/',
  asyncHandler(async (req, res) => {
    const { rows } = await query(
      `INSERT INTO deals (account_id, customer_id, owner_id, title, amount_cents)
       VALUES ($1, $2, $3, $4, $5) RETURNING *`,
      [
        req.user!.accountId,
        uuid(req.body.customerId, 'customerId'),
        req.user!.id,
        text(req.body, 'title', 200),
        positiveInteger(req.body.amountCents, 'amountCents'),
      ],
    );
    res.status(201).json(rows[0]);
  }),
);
