// Calls every route of the inventory once, as somebody signed in; what it answers does not matter.
const { readFileSync } = require('node:fs');
const { randomBytes } = require('node:crypto');

const base = `http://127.0.0.1:${process.env.PORT}`;

async function main() {
  const routes = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  const json = { 'content-type': 'application/json' };
  const signup = await fetch(`${base}/api/auth/signup`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({
      email: `${randomBytes(6).toString('hex')}@example.com`,
      password: randomBytes(12).toString('hex'),
      fullName: 'Rae Router',
      company: 'Routes',
    }),
  });
  const { token } = await signup.json();
  for (const { method, path } of routes) {
    const url = base + path.replace(/\{\w+\}/g, '00000000-0000-0000-0000-000000000000');
    const body = method === 'GET' ? undefined : '{}';
    await (await fetch(url, { method, headers: { ...json, authorization: `Bearer ${token}` }, body })).text();
  }
}

main();
