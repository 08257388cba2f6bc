import { Router } from 'express';
import { query, transaction } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { isValidSignature } from '../lib/stripe';

interface CheckoutSession {
  id: string;
  client_reference_id: string;
  amount_total: number;
  customer_details?: { name?: string; email?: string };
  last4?: string;
}

export const webhooksRouter = Router();

webhooksRouter.post(
  '/stripe',
  asyncHandler(async (req, res) => {
    const signature = req.get('stripe-signature');
    if (!signature || !Buffer.isBuffer(req.body) || !isValidSignature(signature, req.body)) {
      res.status(401).json({ error: 'Invalid signature' });
      return;
    }

    const event = JSON.parse(req.body.toString('utf8')) as { type: string; data: { object: CheckoutSession } };
    if (event.type !== 'checkout.session.completed') {
      res.json({ received: true });
      return;
    }

    const session = event.data.object;
    const invoices = await query<{ account_id: string }>('SELECT account_id FROM invoices WHERE id = $1', [
      session.client_reference_id,
    ]);
    if (invoices.rows.length > 0) {
      await transaction(async (client) => {
        await client.query(
          `INSERT INTO payments (account_id, invoice_id, provider_reference, amount_cents, payer_name, payer_email, card_last4)
           VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (provider_reference) DO NOTHING`,
          [
            invoices.rows[0].account_id,
            session.client_reference_id,
            session.id,
            session.amount_total,
            session.customer_details?.name ?? null,
            session.customer_details?.email ?? null,
            session.last4 ?? null,
          ],
        );
        await client.query("UPDATE invoices SET status = 'paid' WHERE id = $1", [session.client_reference_id]);
      });
      console.log(`payment received from ${session.customer_details?.email} for invoice ${session.client_reference_id}`);
    }
    res.json({ received: true });
  }),
);
