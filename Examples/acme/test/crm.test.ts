import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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

test('updates and shows a customer', async () => {
  const updated = await client.request(
    'PATCH',
    `/api/customers/${customerId}`,
    { name: 'Blue Harbour Ltd', billingEmail: 'billing@blueharbor.example' },
    auth,
  );
  assert.equal(updated.status, 200);
  const shown = await client.request('GET', `/api/customers/${customerId}`, undefined, auth);
  assert.equal(shown.body.name, 'Blue Harbour Ltd');
});

test('lists only the customers of the account', async () => {
  const other = await signUp(client);
  const answer = await client.request('GET', '/api/customers', undefined, other.auth);
  assert.deepEqual(answer.body, []);
});

test('answers 404 for an unknown customer and 400 for a malformed id', async () => {
  const unknown = await client.request('GET', '/api/customers/00000000-0000-0000-0000-000000000000', undefined, auth);
  assert.equal(unknown.status, 404);
  const malformed = await client.request('GET', '/api/customers/17', undefined, auth);
  assert.equal(malformed.status, 400);
});

test('finds contacts by name', async () => {
  const created = await client.request(
    'POST',
    '/api/contacts',
    { customerId, firstName: 'Ines', lastName: 'Okafor', email: 'ines@blueharbor.example', dateOfBirth: '1984-05-02' },
    auth,
  );
  assert.equal(created.status, 201);
  const found = await client.request('GET', '/api/search?q=okaf', undefined, auth);
  assert.equal(found.body.contacts[0].id, created.body.id);
});

test('moves a deal through the pipeline', async () => {
  const deal = await client.request('POST', '/api/deals', { customerId, title: 'Renewal', amountCents: 120000 }, auth);
  assert.equal(deal.body.stage, 'lead');
  const moved = await client.request('PUT', `/api/pipeline/deals/${deal.body.id}/stage`, { stage: 'won' }, auth);
  assert.equal(moved.body.stage, 'won');
  assert.ok(moved.body.closed_at);
  const refused = await client.request('PUT', `/api/pipeline/deals/${deal.body.id}/stage`, { stage: 'maybe' }, auth);
  assert.equal(refused.status, 400);
});

test('keeps notes and tickets', async () => {
  const note = await client.request('POST', '/api/notes', { customerId, body: 'Prefers to be called in the morning' }, auth);
  assert.equal(note.status, 201);
  const ticket = await client.request('POST', '/api/tickets', { customerId, subject: 'Login', body: 'Cannot sign in' }, auth);
  assert.equal(ticket.status, 201);
  const tickets = await client.request('GET', '/api/tickets', undefined, auth);
  assert.equal(tickets.body[0].id, ticket.body.id);
});

test('hands out signed links for files', async () => {
  const file = await client.request('POST', '/api/files', { customerId, name: 'contract.pdf' }, auth);
  assert.match(file.body.uploadUrl, /^https:.*X-Amz-Signature=/);
  const download = await client.request('GET', `/api/files/${file.body.id}`, undefined, auth);
  assert.equal(download.body.name, 'contract.pdf');
});

test('exports customers as CSV', async () => {
  const answer = await client.request('GET', '/api/exports/customers', undefined, auth);
  assert.match(answer.headers.get('content-type') ?? '', /text\/csv/);
  assert.match(answer.body, /^name,billing_email,/);
});

test('rejects a reference to a customer that does not exist', async () => {
  const answer = await client.request(
    'POST',
    '/api/notes',
    { customerId: '00000000-0000-0000-0000-000000000000', body: 'Hello' },
    auth,
  );
  assert.equal(answer.status, 400);
});
