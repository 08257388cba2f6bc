import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { email, optionalText, page, text, uuid } from '../lib/validate';

export const contactsRouter = Router();

contactsRouter.get(
  '/',
  asyncHandler(async (req, res) => {
    const { limit, offset } = page(req.query);
    const { rows } = await query(
      'SELECT * FROM contacts WHERE account_id = $1 ORDER BY last_name, first_name LIMIT $2 OFFSET $3',
      [req.user!.accountId, limit, offset],
    );
    res.json(rows);
  }),
);

contactsRouter.post(
  '/',
  asyncHandler(async (req, res) => {
    const { rows } = await query(
      `INSERT INTO contacts (account_id, customer_id, first_name, last_name, email, phone, date_of_birth, job_title)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING *`,
      [
        req.user!.accountId,
        uuid(req.body.customerId, 'customerId'),
        text(req.body, 'firstName', 100),
        text(req.body, 'lastName', 100),
        email(req.body),
        optionalText(req.body, 'phone', 40),
        optionalText(req.body, 'dateOfBirth', 10),
        optionalText(req.body, 'jobTitle', 100),
      ],
    );
    res.status(201).json(rows[0]);
  }),
);
