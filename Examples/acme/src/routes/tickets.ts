import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { page, text, uuid } from '../lib/validate';

export const ticketsRouter = Router();

ticketsRouter.get(
  '/',
  asyncHandler(async (req, res) => {
    const { limit, offset } = page(req.query);
    const { rows } = await query(
      'SELECT * FROM tickets WHERE account_id = $1 ORDER BY created_at DESC LIMIT $2 OFFSET $3',
      [req.user!.accountId, limit, offset],
    );
    res.json(rows);
  }),
);

ticketsRouter.post(
  '/',
  asyncHandler(async (req, res) => {
    const { rows } = await query(
      `INSERT INTO tickets (account_id, customer_id, assignee_id, subject, body)
       VALUES ($1, $2, $3, $4, $5) RETURNING *`,
      [
        req.user!.accountId,
        uuid(req.body.customerId, 'customerId'),
        req.user!.id,
        text(req.body, 'subject', 200),
        text(req.body, 'body', 20000),
      ],
    );
    res.status(201).json(rows[0]);
  }),
);
