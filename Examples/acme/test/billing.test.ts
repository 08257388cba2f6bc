import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { config } from '../src/config';
import { Client, createCustomer, signUp, startClient } from './helpers';

let client: Client;
let auth: Record<string, string>;
let customerId: string;

before(async () => {
  client = await startClient();
  auth = (await signUp(client)).auth;
  customerId = await createCustomer(client, auth);
});

after(() => client.close());

function createInvoice() {
  return client.request(
    'POST',
    '/api/invoices',
    { customerId, dueOn: '2026-12-31', lines: [{ description: 'Seats', quantity: 3, unitPriceCents: 1900 }] },
    auth,
  );
}

function deliver(event: unknown, secret = config.stripe.webhookSecret, age = 0) {
  const payload = JSON.stringify(event);
  const timestamp = Math.floor(Date.now() / 1000) - age;
  const signature = createHmac('sha256', secret).update(`${timestamp}.${payload}`).digest('hex');
  return client.request('POST', '/api/webhooks/stripe', payload, {
    'stripe-signature': `t=${timestamp},v1=${signature}`,
  });
}

test('numbers invoices one after the other and adds tax', async () => {
  await client.request(
    'PUT',
    '/api/settings',
    { currency: 'eur', taxRatePercent: 20, invoicePrefix: 'BH', timezone: 'Europe/Paris' },
    auth,
  );
  const first = await createInvoice();
  const second = await createInvoice();
  assert.equal(first.body.number, 'BH-00001');
  assert.equal(second.body.number, 'BH-00002');
  assert.equal(first.body.total_cents, '6840');

  const shown = await client.request('GET', `/api/invoices/${first.body.id}`, undefined, auth);
  assert.equal(shown.body.lines.length, 1);
});

test('rejects an invoice without lines', async () => {
  const answer = await client.request('POST', '/api/invoices', { customerId, dueOn: '2026-12-31', lines: [] }, auth);
  assert.equal(answer.status, 400);
});

test('records a payment once, however often it is announced', async () => {
  const invoice = await createInvoice();
  const event = {
    type: 'checkout.session.completed',
    data: {
      object: {
        id: `cs_${invoice.body.id}`,
        client_reference_id: invoice.body.id,
        amount_total: 5700,
        customer_details: { name: 'Ines Okafor', email: 'ines@blueharbor.example' },
      },
    },
  };
  assert.equal((await deliver(event)).status, 200);
  assert.equal((await deliver(event)).status, 200);

  const payments = await client.request('GET', '/api/payments', undefined, auth);
  assert.equal(payments.body.length, 1);
  const paid = await client.request('GET', `/api/invoices/${invoice.body.id}`, undefined, auth);
  assert.equal(paid.body.status, 'paid');

  const report = await client.request('GET', '/api/reports/revenue', undefined, auth);
  assert.equal(report.body[0].amount_cents, '5700');
});

test('refuses webhooks without a valid signature', async () => {
  const event = { type: 'checkout.session.completed', data: { object: {} } };
  assert.equal((await deliver(event, 'not the secret')).status, 401);
  assert.equal((await deliver(event, config.stripe.webhookSecret, 3600)).status, 401);
  assert.equal((await client.request('POST', '/api/webhooks/stripe', event)).status, 401);
});
