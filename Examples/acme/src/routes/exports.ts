import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { toCsv } from '../lib/csv';

const columns = [
  'name',
  'billing_email',
  'phone',
  'tax_id',
  'street_address',
  'city',
  'postal_code',
  'country',
  'created_at',
];

export const exportsRouter = Router();

exportsRouter.get(
  '/customers',
  asyncHandler(async (req, res) => {
    const { rows } = await query(
      `SELECT ${columns.join(', ')} FROM customers WHERE account_id = $1 ORDER BY name`,
      [req.user!.accountId],
    );
    res.set('Content-Disposition', 'attachment; filename="customers.csv"');
    res.type('text/csv').send(toCsv(columns, rows));
  }),
);
