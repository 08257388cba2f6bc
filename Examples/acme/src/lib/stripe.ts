import { createHmac, timingSafeEqual } from 'crypto';
import { config } from '../config';

const toleranceSeconds = 300;

interface PaymentLinkRequest {
  invoiceId: string;
  amountCents: number;
  currency: string;
  description: string;
  customerEmail: string;
}

export async function createPaymentLink(request: PaymentLinkRequest): Promise<string> {
  const form = new URLSearchParams({
    mode: 'payment',
    success_url: `${config.appUrl}/invoices/${request.invoiceId}/paid`,
    customer_email: request.customerEmail,
    client_reference_id: request.invoiceId,
    'line_items[0][quantity]': '1',
    'line_items[0][price_data][currency]': request.currency,
    'line_items[0][price_data][unit_amount]': String(request.amountCents),
    'line_items[0][price_data][product_data][name]': request.description,
  });
  const response = await fetch('https://api.stripe.com/v1/checkout/sessions', {
    method: 'POST',
    headers: { authorization: `Bearer ${config.stripe.secretKey}` },
    body: form,
  });
  if (!response.ok) {
    throw new Error(`Stripe answered ${response.status}`);
  }
  const session = (await response.json()) as { url: string };
  return session.url;
}

export function isValidSignature(header: string, payload: Buffer, now = Date.now()): boolean {
  const parts = new Map(header.split(',').map((part) => part.split('=', 2) as [string, string]));
  const timestamp = Number(parts.get('t'));
  const signature = parts.get('v1') ?? '';
  if (!timestamp || Math.abs(now / 1000 - timestamp) > toleranceSeconds) {
    return false;
  }
  const expected = createHmac('sha256', config.stripe.webhookSecret)
    .update(`${timestamp}.`)
    .update(payload)
    .digest();
  const actual = Buffer.from(signature, 'hex');
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
