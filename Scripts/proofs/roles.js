// Asks as an administrator, managers, members and strangers, and looks at what the audit log kept.
//
//   node roles.js APP    with PORT, and PGHOST, PGPORT and PGUSER of somebody who may read the log
const assert = require('node:assert/strict');
const http = require('node:http');
const { randomBytes, randomUUID } = require('node:crypto');
const { Pool } = require(`${process.argv[2]}/node_modules/pg`);

const pool = new Pool({ database: 'acme' });
const agentName = `role proof ${randomUUID()}`;
let expectedDenials = 0;

function ask(method, path, token, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'user-agent': agentName };
    if (token) {
      headers.authorization = `Bearer ${token}`;
    }
    if (body) {
      headers['content-type'] = 'application/json';
    }
    const request = http.request({ port: process.env.PORT, method, path, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (part) => (text += part));
      response.on('end', () => {
        const lines = [];
        for (let index = 0; index < response.rawHeaders.length; index += 2) {
          if (!['date', 'x-request-id'].includes(response.rawHeaders[index].toLowerCase())) {
            lines.push(`${response.rawHeaders[index]}: ${response.rawHeaders[index + 1]}`);
          }
        }
        const isJson = response.headers['content-type']?.includes('json');
        resolve({
          status: response.statusCode,
          bytes: `${response.statusCode}\n${lines.join('\n')}\n\n${text}`,
          body: isJson && text ? JSON.parse(text) : text,
        });
      });
    });
    request.on('error', reject);
    request.end(body && JSON.stringify(body));
  });
}

async function main() {
  const password = randomBytes(12).toString('hex');
  const company = async (name) => {
    const email = `${randomUUID()}@example.com`;
    const { body } = await ask('POST', '/api/auth/signup', undefined, {
      email,
      password,
      fullName: 'Ada Admin',
      company: name,
    });
    return { id: body.userId, token: body.token };
  };
  const admin = await company('Roles');
  const stranger = await company('Another company');
  const { rows } = await pool.query('SELECT account_id, password_hash FROM users WHERE id = $1', [admin.id]);
  const { account_id: account, password_hash: hash } = rows[0];
  const team = async (name) =>
    (await pool.query('INSERT INTO teams (account_id, name) VALUES ($1, $2) RETURNING id', [account, name])).rows[0].id;
  const sales = await team('Sales');
  const support = await team('Support');
  const person = async (role, teamId) => {
    const email = `${randomUUID()}@example.com`;
    const made = await pool.query(
      `INSERT INTO users (account_id, team_id, email, full_name, role, password_hash)
       VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      [account, teamId, email, `${role}`, role, hash],
    );
    const { body } = await ask('POST', '/api/auth/login', undefined, { email, password });
    return { id: made.rows[0].id, token: body.token };
  };
  const manager = await person('manager', sales);
  const member = await person('member', sales);
  const colleague = await person('member', sales);
  const outsider = await person('member', support);

  const customer = async (who, name) => {
    const made = await ask('POST', '/api/customers', who.token, { name, billingEmail: 'bill@example.com' });
    assert.equal(made.status, 201, made.bytes);
    return made.body.id;
  };
  const mine = await customer(member, 'of the member');
  const theirs = await customer(colleague, 'of a colleague');
  const far = await customer(outsider, 'of another team');
  const foreign = await customer(stranger, 'of another company');

  const one = await ask('GET', '/api/customers', undefined);
  expectedDenials += 1;
  const refused = async (who, method, path, body) => {
    const answer = await ask(method, path, who?.token, body);
    assert.equal(answer.bytes, one.bytes, `${method} ${path}`);
    expectedDenials += 1;
  };
  const served = async (who, method, path, body, status = 200) => {
    const answer = await ask(method, path, who.token, body);
    assert.equal(answer.status, status, `${method} ${path}: ${answer.bytes}`);
    return answer.body;
  };
  assert.equal(one.status, 403);

  // Strangers: a route, an unknown one, a bad token, other methods.
  for (const [method, path] of [
    ['GET', '/api/nothing-here'], ['GET', '/api/customers/1'], ['PUT', '/api/settings'], ['DELETE', '/api/customers'],
    ['GET', '/api/auth/nothing-here'], ['OPTIONS', '/api/customers'], ['POST', '/api/users'],
  ]) {
    await refused(undefined, method, path);
    await refused({ token: 'not.a.token' }, method, path);
  }
  // Unknown routes, for everybody.
  for (const who of [admin, manager, member]) {
    await refused(who, 'GET', '/api/nothing-here');
    await refused(who, 'OPTIONS', '/api/customers');
    await refused(who, 'DELETE', `/api/customers/${mine}`);
  }
  // A member reaches their own, and nothing else.
  await served(member, 'GET', `/api/customers/${mine}`);
  const change = { name: 'renamed', billingEmail: 'bill@example.com' };
  await served(member, 'PATCH', `/api/customers/${mine}`, change);
  for (const other of [theirs, far, foreign, randomUUID()]) {
    await refused(member, 'GET', `/api/customers/${other}`);
    await refused(member, 'PATCH', `/api/customers/${other}`, change);
    await refused(member, 'POST', '/api/notes', { customerId: other, body: 'a note' });
    await refused(member, 'POST', '/api/deals', { customerId: other, title: 'a deal', amountCents: 1 });
  }
  assert.deepEqual((await served(member, 'GET', '/api/customers')).map(({ id }) => id), [mine]);
  assert.deepEqual((await served(member, 'GET', '/api/users')).map(({ id }) => id), [member.id]);
  const deal = await served(colleague, 'POST', '/api/deals', { customerId: theirs, title: 'a deal', amountCents: 1 }, 201);
  await refused(member, 'PUT', `/api/pipeline/deals/${deal.id}/stage`, { stage: 'won' });
  const file = await served(colleague, 'POST', '/api/files', { customerId: theirs, name: 'a.pdf' }, 201);
  await refused(member, 'GET', `/api/files/${file.id}`);
  const invoice = await served(
    colleague, 'POST', '/api/invoices',
    { customerId: theirs, dueOn: '2030-01-31', lines: [{ description: 'x', quantity: 1, unitPriceCents: 5 }] }, 201,
  );
  await refused(member, 'GET', `/api/invoices/${invoice.id}`);
  await refused(member, 'POST', `/api/invoices/${invoice.id}/send`);
  assert.deepEqual(await served(member, 'GET', '/api/deals'), []);
  assert.equal((await served(member, 'GET', '/api/search?q=colleague')).customers.length, 0);
  // A manager reads what is the team's, changes what is their own, and no settings.
  await served(manager, 'GET', `/api/customers/${theirs}`);
  await served(manager, 'GET', `/api/invoices/${invoice.id}`);
  assert.deepEqual((await served(manager, 'GET', '/api/customers')).map(({ id }) => id).sort(), [mine, theirs].sort());
  assert.equal((await served(manager, 'GET', '/api/users')).length, 3);
  await refused(manager, 'GET', `/api/customers/${far}`);
  await refused(manager, 'PATCH', `/api/customers/${theirs}`, change);
  await refused(manager, 'POST', `/api/invoices/${invoice.id}/send`);
  const settings = { currency: 'usd', taxRatePercent: 1, invoicePrefix: 'X', timezone: 'UTC' };
  for (const who of [manager, member]) {
    await refused(who, 'PUT', '/api/settings', settings);
    await refused(who, 'PATCH', `/api/team/members/${who.id}`, { role: 'admin' });
    await refused(who, 'POST', '/api/invitations', { email: 'new@example.com', fullName: 'New' });
  }
  // An administrator does everything in their company, and nothing in another.
  for (const id of [mine, theirs, far]) {
    await served(admin, 'GET', `/api/customers/${id}`);
  }
  await served(admin, 'PUT', '/api/settings', settings);
  assert.equal((await served(admin, 'GET', '/api/customers')).length, 3);
  assert.equal((await ask('GET', `/api/customers/${foreign}`, admin.token)).status, 404);
  assert.equal((await ask('PATCH', `/api/team/members/${stranger.id}`, admin.token, { role: 'member' })).status, 404);
  await refused(admin, 'POST', '/api/notes', { customerId: foreign, body: 'a note' });

  let kept = [];
  for (let attempt = 0; attempt < 50 && kept.length < expectedDenials; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    kept = (
      await pool.query(
        `SELECT DISTINCT id, actor_id, reason FROM audit.audit_logs
         WHERE user_agent = $1 AND outcome = 'denied' AND http_status = 403`,
        [agentName],
      )
    ).rows;
  }
  assert.equal(kept.length, expectedDenials);
  assert.ok(kept.every(({ reason }) => reason));
  assert.ok(kept.some(({ actor_id: actor }) => actor === member.id));
  console.log(`${expectedDenials} refusals, equal byte for byte, each in the audit log with its reason`);
  await pool.end();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
