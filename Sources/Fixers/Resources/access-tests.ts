import assert from 'node:assert/strict';
import { randomUUID } from 'crypto';
import { Server } from 'http';
import { AddressInfo } from 'net';
{{imports}}

type Person = {{people}};

const tokens = new Map<Person, string>();
const data = new Map<Person, Record<string, {{idType}}>>();
let server: Server;

async function add(table: string, row: Record<string, unknown>) {
  const columns = Object.keys(row).map((name) => `"${name}"`).join(', ');
  const marks = Object.keys(row).map((_, index) => `$${index + 1}`).join(', ');
  const { rows } = await {{store}}.query(
    `INSERT INTO ${table} (${columns}) VALUES (${marks}) RETURNING *`,
    Object.values(row),
  );
  return rows[0];
}

{{setup}}

async function ask(who: Person | 'anonymous', method: string, path: string, body?: unknown) {
  const { port } = server.address() as AddressInfo;
  const headers: Record<string, string> = {};
  const token = who === 'anonymous' ? undefined : tokens.get(who);
  if (token) {
    headers.authorization = `Bearer ${token}`;
  }
  if (body) {
    headers['content-type'] = 'application/json';
  }
  const url = `http://127.0.0.1:${port}${path}`;
  const answer = await fetch(url, { method, headers, body: body ? JSON.stringify(body) : undefined });
  return { status: answer.status, text: await answer.text() };
}

{{before}}

async function assertRefused(who: Person | 'anonymous', method: string, path: string, body?: unknown) {
  const answer = await ask(who, method, path, body);
  {{assertion}}
}

/** Whom roles keep away from a route altogether. */
const closed: [Person, string, string][] = [
{{closed}}];

for (const [who, method, path] of closed) {
  test(`${who} may not ${method} ${path}`, () => assertRefused(who, method, path.replace(/:\w+/g, '1')));
}

/** Whose rows can be reached, and whose cannot. */
const rows: [Person, string, string, string, Person, boolean, unknown?][] = [
{{rows}}];

for (const [who, method, path, table, owner, isAllowed, body] of rows) {
  test(`${who} ${isAllowed ? 'may' : 'may not'} ${method} ${path} of the ${owner}`, async () => {
    const url = path.replace(/:\w+/, String(data.get(owner)?.[table]));
    if (!isAllowed) {
      return assertRefused(who, method, url, body);
    }
    const { status, text } = await ask(who, method, url, body);
    assert.ok(status < 400, `${status} ${text}`);
  });
}

test('nobody reaches a route without signing in', async () => {
  for (const route of Object.keys(policies)) {
    const [method = '', path = ''] = route.split(' ');
    await assertRefused('anonymous', method, path.replace(/:\w+/g, '1'));
  }
});

test('an unknown route is refused like one that is not allowed', async () => {
  for (const who of ['anonymous', ...tokens.keys()] as const) {
    await assertRefused(who, 'GET', '{{unknown}}');
  }
});
