import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { HttpError } from '../lib/errors';
import { oneOf, text } from '../lib/validate';

export const settingsRouter = Router();

settingsRouter.get(
  '/',
  asyncHandler(async (req, res) => {
    const { rows } = await query('SELECT * FROM settings WHERE account_id = $1', [req.user!.accountId]);
    res.json(rows[0]);
  }),
);

settingsRouter.put(
  '/',
  asyncHandler(async (req, res) => {
    const taxRate = Number(req.body.taxRatePercent);
    if (!(taxRate >= 0 && taxRate <= 100)) {
      throw new HttpError(400, 'taxRatePercent must be between 0 and 100');
    }
    const { rows } = await query(
      `UPDATE settings SET currency = $1, tax_rate_percent = $2, invoice_prefix = $3, timezone = $4,
         updated_at = now()
       WHERE account_id = $5 RETURNING *`,
      [
        oneOf(req.body.currency, ['usd', 'eur', 'gbp'], 'currency'),
        taxRate,
        text(req.body, 'invoicePrefix', 10),
        text(req.body, 'timezone', 60),
        req.user!.accountId,
      ],
    );
    res.json(rows[0]);
  }),
);
