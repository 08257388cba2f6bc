import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { text } from '../lib/validate';

export const searchRouter = Router();

searchRouter.get(
  '/',
  asyncHandler(async (req, res) => {
    const term = text(req.query, 'q', 100).replace(/[\\%_]/g, '\\$&');
    const pattern = `%${term}%`;
    const [customers, contacts] = await Promise.all([
      query(
        `SELECT id, name, billing_email FROM customers
         WHERE account_id = $1 AND (name ILIKE $2 OR billing_email ILIKE $2) ORDER BY name LIMIT 20`,
        [req.user!.accountId, pattern],
      ),
      query(
        `SELECT id, first_name, last_name, email FROM contacts
         WHERE account_id = $1 AND (first_name || ' ' || last_name ILIKE $2 OR email ILIKE $2)
         ORDER BY last_name LIMIT 20`,
        [req.user!.accountId, pattern],
      ),
    ]);
    res.json({ customers: customers.rows, contacts: contacts.rows });
  }),
);
