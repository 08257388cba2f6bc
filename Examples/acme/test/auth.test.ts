import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SignJWT } from 'jose';
import { config } from '../src/config';
import { outbox } from '../src/lib/mailer';
import { Client, signUp, startClient } from './helpers';

let client: Client;

before(async () => {
  client = await startClient();
});

after(() => client.close());

test('signs up and signs in', async () => {
  const { email, userId } = await signUp(client);
  const login = await client.request('POST', '/api/auth/login', { email, password: 'a long test password' });
  assert.equal(login.status, 200);
  assert.equal(login.body.userId, userId);

  const session = await client.request('GET', '/api/session', undefined, {
    authorization: `Bearer ${login.body.token}`,
  });
  assert.equal(session.body.email, email);
  assert.equal(session.body.account_name, 'Field & Sons');
});

test('refuses a wrong password', async () => {
  const { email } = await signUp(client);
  const login = await client.request('POST', '/api/auth/login', { email, password: 'not the password' });
  assert.equal(login.status, 401);
});

test('refuses a second sign-up with the same address', async () => {
  const { email } = await signUp(client);
  const again = await client.request('POST', '/api/auth/signup', {
    email,
    fullName: 'Dana Field',
    company: 'Field & Sons',
    password: 'a long test password',
  });
  assert.equal(again.status, 409);
});

test('refuses a short password', async () => {
  const answer = await client.request('POST', '/api/auth/signup', {
    email: 'short@example.com',
    fullName: 'Dana Field',
    company: 'Field & Sons',
    password: 'short',
  });
  assert.equal(answer.status, 400);
});

const closed: [string, string][] = [
  ['GET', '/api/session'],
  ['PATCH', '/api/profile'],
  ['GET', '/api/users'],
  ['POST', '/api/invitations'],
  ['GET', '/api/settings'],
  ['GET', '/api/customers'],
  ['GET', '/api/contacts'],
  ['GET', '/api/deals'],
  ['POST', '/api/notes'],
  ['GET', '/api/tickets'],
  ['POST', '/api/files'],
  ['GET', '/api/products'],
  ['POST', '/api/invoices'],
  ['GET', '/api/payments'],
  ['GET', '/api/search?q=a'],
  ['GET', '/api/reports/revenue'],
  ['GET', '/api/exports/customers'],
];

for (const [method, path] of closed) {
  test(`${method} ${path} needs a token`, async () => {
    const answer = await client.request(method, path);
    assert.equal(answer.status, 401);
  });
}

test('refuses tokens that are expired or signed with another key', async () => {
  const { userId, email } = await signUp(client);
  const sign = (secret: string, expiresAt: number) =>
    new SignJWT({ accountId: userId, email })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(userId)
      .setIssuer('acme-crm')
      .setIssuedAt(0)
      .setExpirationTime(expiresAt)
      .sign(new TextEncoder().encode(secret));

  const inAnHour = Math.floor(Date.now() / 1000) + 3600;
  for (const token of [await sign(config.jwtSecret, 1), await sign('another key of some length', inAnHour)]) {
    const answer = await client.request('GET', '/api/session', undefined, { authorization: `Bearer ${token}` });
    assert.equal(answer.status, 401);
  }
});

test('resets a password with a link that works once', async () => {
  const { email } = await signUp(client);
  const sent = await client.request('POST', '/api/auth/forgot-password', { email });
  assert.equal(sent.status, 202);

  const token = outbox.find((mail) => mail.to === email)?.text.split('token=')[1];
  const password = 'an even longer password';
  const reset = await client.request('POST', '/api/auth/reset-password', { token, password });
  assert.equal(reset.status, 204);
  const again = await client.request('POST', '/api/auth/reset-password', { token, password });
  assert.equal(again.status, 400);

  const login = await client.request('POST', '/api/auth/login', { email, password });
  assert.equal(login.status, 200);
});

test('does not say whether an address is known', async () => {
  const answer = await client.request('POST', '/api/auth/forgot-password', { email: 'nobody@example.com' });
  assert.equal(answer.status, 202);
});

test('an invited colleague chooses a password and signs in', async () => {
  const { auth } = await signUp(client);
  const email = `invited-${Date.now()}@example.com`;
  const invited = await client.request('POST', '/api/invitations', { email, fullName: 'Sam Reed' }, auth);
  assert.equal(invited.status, 201);

  const token = outbox.find((mail) => mail.to === email)?.text.split('token=')[1];
  const password = 'a password for sam reed';
  await client.request('POST', '/api/auth/reset-password', { token, password });
  const login = await client.request('POST', '/api/auth/login', { email, password });
  assert.equal(login.status, 200);

  const users = await client.request('GET', '/api/users', undefined, auth);
  assert.deepEqual(users.body.map((user: any) => user.full_name), ['Dana Field', 'Sam Reed']);
});

test('a deactivated colleague is signed out', async () => {
  const { auth, userId } = await signUp(client);
  const answer = await client.request('PATCH', `/api/team/members/${userId}`, { role: 'member', active: false }, auth);
  assert.equal(answer.status, 200);
  const session = await client.request('GET', '/api/session', undefined, auth);
  assert.equal(session.status, 401);
});

test('sends strict transport security', async () => {
  const answer = await client.request('GET', '/api/session');
  assert.match(answer.headers.get('strict-transport-security') ?? '', /max-age=31536000/);
});
