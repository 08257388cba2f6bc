import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { notFound } from '../lib/errors';
import { email, optionalText, page, text, uuid } from '../lib/validate';

export const customersRouter = Router();

customersRouter.get(
  '/',
  asyncHandler(async (req, res) => {
    const { limit, offset } = page(req.query);
    const { rows } = await query(
      'SELECT * FROM customers WHERE account_id = $1 ORDER BY name LIMIT $2 OFFSET $3',
      [req.user!.accountId, limit, offset],
    );
    res.json(rows);
  }),
);

customersRouter.post(
  '/',
  asyncHandler(async (req, res) => {
    const { rows } = await query(
      `INSERT INTO customers (account_id, owner_id, name, billing_email, phone, tax_id,
         street_address, city, postal_code, country)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING *`,
      [
        req.user!.accountId,
        req.user!.id,
        text(req.body, 'name', 200),
        email(req.body, 'billingEmail'),
        optionalText(req.body, 'phone', 40),
        optionalText(req.body, 'taxId', 40),
        optionalText(req.body, 'streetAddress'),
        optionalText(req.body, 'city', 100),
        optionalText(req.body, 'postalCode', 20),
        optionalText(req.body, 'country', 2),
      ],
    );
    res.status(201).json(rows[0]);
  }),
);

customersRouter.get(
  '/:id',
  asyncHandler(async (req, res) => {
    const { rows } = await query('SELECT * FROM customers WHERE id = $1', [uuid(req.params.id, 'id')]);
    if (rows.length === 0) {
      throw notFound('Customer');
    }
    res.json(rows[0]);
  }),
);

customersRouter.patch(
  '/:id',
  asyncHandler(async (req, res) => {
    const { rows } = await query(
      `UPDATE customers SET name = $1, billing_email = $2, phone = $3, updated_at = now()
       WHERE id = $4 RETURNING *`,
      [
        text(req.body, 'name', 200),
        email(req.body, 'billingEmail'),
        optionalText(req.body, 'phone', 40),
        uuid(req.params.id, 'id'),
      ],
    );
    if (rows.length === 0) {
      throw notFound('Customer');
    }
    res.json(rows[0]);
  }),
);
