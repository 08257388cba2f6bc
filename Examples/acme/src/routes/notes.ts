import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { text, uuid } from '../lib/validate';

export const notesRouter = Router();

notesRouter.post(
  '/',
  asyncHandler(async (req, res) => {
    const { rows } = await query(
      'INSERT INTO notes (account_id, customer_id, author_id, body) VALUES ($1, $2, $3, $4) RETURNING *',
      [
        req.user!.accountId,
        uuid(req.body.customerId, 'customerId'),
        req.user!.id,
        text(req.body, 'body', 10000),
      ],
    );
    res.status(201).json(rows[0]);
  }),
);
