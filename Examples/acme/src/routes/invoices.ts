import { Router } from 'express';
import { query, transaction } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { HttpError, notFound } from '../lib/errors';
import { invoiceTotals } from '../lib/money';
import { positiveInteger, text, uuid } from '../lib/validate';

const maxLines = 200;

export const invoicesRouter = Router();

invoicesRouter.post(
  '/',
  asyncHandler(async (req, res) => {
    const accountId = req.user!.accountId;
    const customerId = uuid(req.body.customerId, 'customerId');
    const dueOn = text(req.body, 'dueOn', 10);
    if (!Array.isArray(req.body.lines) || req.body.lines.length === 0 || req.body.lines.length > maxLines) {
      throw new HttpError(400, `lines must hold between 1 and ${maxLines} entries`);
    }
    const lines = (req.body.lines as Record<string, unknown>[]).map((line) => ({
      description: text(line, 'description'),
      quantity: positiveInteger(line.quantity, 'quantity'),
      unitPriceCents: positiveInteger(line.unitPriceCents, 'unitPriceCents'),
    }));

    const invoice = await transaction(async (client) => {
      // The lock keeps invoice numbers consecutive.
      const settings = await client.query('SELECT * FROM settings WHERE account_id = $1 FOR UPDATE', [accountId]);
      const { currency, tax_rate_percent: taxRate, invoice_prefix: prefix } = settings.rows[0];
      const count = await client.query('SELECT count(*)::int AS n FROM invoices WHERE account_id = $1', [accountId]);
      const number = `${prefix}-${String(count.rows[0].n + 1).padStart(5, '0')}`;
      const totals = invoiceTotals(lines, Number(taxRate));

      const created = await client.query(
        `INSERT INTO invoices (account_id, customer_id, number, currency, subtotal_cents, tax_cents, total_cents, due_on)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING *`,
        [accountId, customerId, number, currency, totals.subtotalCents, totals.taxCents, totals.totalCents, dueOn],
      );
      for (const line of lines) {
        await client.query(
          'INSERT INTO invoice_lines (invoice_id, description, quantity, unit_price_cents) VALUES ($1, $2, $3, $4)',
          [created.rows[0].id, line.description, line.quantity, line.unitPriceCents],
        );
      }
      return created.rows[0];
    });
    res.status(201).json(invoice);
  }),
);

invoicesRouter.get(
  '/:id',
  asyncHandler(async (req, res) => {
    const id = uuid(req.params.id, 'id');
    const { rows } = await query('SELECT * FROM invoices WHERE id = $1', [id]);
    if (rows.length === 0) {
      throw notFound('Invoice');
    }
    const lines = await query(
      'SELECT description, quantity, unit_price_cents FROM invoice_lines WHERE invoice_id = $1',
      [id],
    );
    res.json({ ...rows[0], lines: lines.rows });
  }),
);
