import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';

export const productsRouter = Router();

productsRouter.get(
  '/',
  asyncHandler(async (req, res) => {
    const { rows } = await query(
      'SELECT id, sku, name, unit_price_cents FROM products WHERE account_id = $1 ORDER BY sku',
      [req.user!.accountId],
    );
    res.json(rows);
  }),
);
