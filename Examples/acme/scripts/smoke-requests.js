// Calls a running API at PORT and fails on the first answer that is not the expected one.
const assert = require('node:assert/strict');
const { randomBytes } = require('node:crypto');

const base = `http://127.0.0.1:${process.env.PORT}`;
let calls = 0;

async function call(method, path, expected, body, token) {
  const headers = { 'content-type': 'application/json' };
  if (token) {
    headers.authorization = `Bearer ${token}`;
  }
  const response = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
  const text = await response.text();
  assert.equal(response.status, expected, `${method} ${path}: ${text}`);
  calls += 1;
  return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
}

async function waitForServer() {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      await fetch(base);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('the server did not start within ten seconds');
}

async function main() {
  await waitForServer();

  const missing = '00000000-0000-0000-0000-000000000000';
  for (const [method, path] of [
    ['GET', '/api/session'],
    ['GET', '/api/customers'],
    ['GET', `/api/invoices/${missing}`],
    ['PUT', '/api/settings'],
    ['PATCH', `/api/team/members/${missing}`],
  ]) {
    await call(method, path, 401);
    await call(method, path, 401, undefined, 'not.a.token');
  }
  await call('POST', '/api/webhooks/stripe', 401, { type: 'checkout.session.completed' });

  const password = randomBytes(12).toString('hex');
  const email = 'owner@example.com';
  const { userId } = await call('POST', '/api/auth/signup', 201, {
    email,
    password,
    fullName: 'Olive Owner',
    company: 'Smoke & Co',
  });
  await call('POST', '/api/auth/login', 401, { email, password: 'something else' });
  const { token } = await call('POST', '/api/auth/login', 200, { email, password });

  const as = (method, path, expected, body) => call(method, path, expected, body, token);
  await as('GET', '/api/session', 200);
  await as('PATCH', '/api/profile', 200, { fullName: 'Olive Owner', phone: '+1 555 0101' });
  await as('GET', '/api/users', 200);
  await as('POST', '/api/invitations', 201, { email: 'second@example.com', fullName: 'Sam Second' });
  await as('PATCH', `/api/team/members/${userId}`, 200, { role: 'admin' });
  await as('GET', '/api/settings', 200);
  await as('PUT', '/api/settings', 200, {
    currency: 'usd',
    taxRatePercent: 8.5,
    invoicePrefix: 'SM',
    timezone: 'UTC',
  });
  const customer = await as('POST', '/api/customers', 201, {
    name: 'Blue Harbor Ltd',
    billingEmail: 'accounts@blueharbor.example',
  });
  await as('GET', '/api/customers', 200);
  await as('GET', `/api/customers/${customer.id}`, 200);
  await as('GET', `/api/customers/${missing}`, 404);
  const customerId = customer.id;
  await as('POST', '/api/contacts', 201, {
    customerId,
    firstName: 'Ines',
    lastName: 'Okafor',
    email: 'ines@blueharbor.example',
  });
  await as('GET', '/api/contacts', 200);
  const deal = await as('POST', '/api/deals', 201, { customerId, title: 'Renewal', amountCents: 120000 });
  await as('PUT', `/api/pipeline/deals/${deal.id}/stage`, 200, { stage: 'won' });
  await as('GET', '/api/deals', 200);
  await as('POST', '/api/notes', 201, { customerId, body: 'Call back on Monday' });
  await as('POST', '/api/tickets', 201, { customerId, subject: 'Login', body: 'Cannot sign in' });
  await as('GET', '/api/tickets', 200);
  const file = await as('POST', '/api/files', 201, { customerId, name: 'contract.pdf' });
  await as('GET', `/api/files/${file.id}`, 200);
  await as('GET', '/api/products', 200);
  const invoice = await as('POST', '/api/invoices', 201, {
    customerId,
    dueOn: '2026-12-31',
    lines: [{ description: 'Seats', quantity: 3, unitPriceCents: 1900 }],
  });
  await as('GET', `/api/invoices/${invoice.id}`, 200);
  await as('GET', '/api/payments', 200);
  await as('GET', '/api/search?q=blue', 200);
  await as('GET', '/api/reports/revenue', 200);
  await as('GET', '/api/exports/customers', 200);

  console.log(`${calls} requests answered as expected`);
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
