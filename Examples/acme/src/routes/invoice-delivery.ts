import { Router } from 'express';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { HttpError, notFound } from '../lib/errors';
import { sendMail } from '../lib/mailer';
import { formatCents } from '../lib/money';
import { createPaymentLink } from '../lib/stripe';
import { uuid } from '../lib/validate';

interface InvoiceRow {
  id: string;
  number: string;
  status: string;
  currency: string;
  total_cents: string;
  due_on: Date;
  name: string;
  billing_email: string;
}

export const invoiceDeliveryRouter = Router();

invoiceDeliveryRouter.post(
  '/:id/send',
  asyncHandler(async (req, res) => {
    const { rows } = await query<InvoiceRow>(
      `SELECT i.id, i.number, i.status, i.currency, i.total_cents, i.due_on, c.name, c.billing_email
       FROM invoices i JOIN customers c ON c.id = i.customer_id
       WHERE i.id = $1`,
      [uuid(req.params.id, 'id')],
    );
    const invoice = rows[0];
    if (!invoice) {
      throw notFound('Invoice');
    }
    if (invoice.status === 'paid') {
      throw new HttpError(409, 'This invoice has already been paid');
    }

    const amountCents = Number(invoice.total_cents);
    const paymentUrl = await createPaymentLink({
      invoiceId: invoice.id,
      amountCents,
      currency: invoice.currency,
      description: `Invoice ${invoice.number}`,
      customerEmail: invoice.billing_email,
    });
    await query("UPDATE invoices SET status = 'sent', sent_at = now(), payment_url = $1 WHERE id = $2", [
      paymentUrl,
      invoice.id,
    ]);
    await sendMail({
      to: invoice.billing_email,
      subject: `Invoice ${invoice.number}`,
      text: `Dear ${invoice.name},\n\nplease pay ${formatCents(amountCents, invoice.currency)} here: ${paymentUrl}`,
    });
    res.json({ status: 'sent', paymentUrl });
  }),
);
