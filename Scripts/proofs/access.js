// Asks as an administrator, a manager, members and strangers, and looks at what the audit log kept.
//
//   node access.js VARIANT STYLE MODULES    with PORT, and PGHOST and PGDATABASE
//
// STYLE is concealed, not-found or strict; MODULES is where pg is. Users 1 to 4 are the
// administrator, the manager and two members, the first of them in the manager's team.
const assert = require('node:assert/strict');
const http = require('node:http');

const [variant, style, modules] = process.argv.slice(2);
const { Pool } = require(`${modules}/pg`);

const pool = new Pool({ user: 'migrator' });
const agentName = `access proof ${process.pid}`;
const token = (id) => Buffer.from(JSON.stringify({ id })).toString('base64');
const [admin, manager, member, outsider, nobody] = [1, 2, 3, 4, 99].map((id) => ({ id, token: token(id) }));
let denials = 0;

function ask(who, method, path, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'user-agent': agentName };
    if (who) headers.authorization = `Bearer ${who.token}`;
    if (body) headers['content-type'] = 'application/json';
    const request = http.request({ port: process.env.PORT, method, path, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (part) => (text += part));
      response.on('end', () => {
        const lines = [];
        for (let index = 0; index < response.rawHeaders.length; index += 2) {
          if (response.rawHeaders[index].toLowerCase() === 'date') continue;
          lines.push(`${response.rawHeaders[index]}: ${response.rawHeaders[index + 1]}`);
        }
        const isJson = text && response.headers['content-type']?.includes('json');
        const { statusCode: status, headers: found } = response;
        resolve({ status, headers: found, bytes: [status, ...lines, '', text].join('\n'), body: isJson ? JSON.parse(text) : text });
      });
    });
    request.on('error', reject);
    request.end(body && JSON.stringify(body));
  });
}

async function main() {
  const served = async (who, method, path, body, status = 200) => {
    const answer = await ask(who, method, path, body);
    assert.equal(answer.status, status, `${who.id} ${method} ${path}: ${answer.bytes}`);
    return answer.body;
  };
  const ids = (rows) => rows.map(({ id }) => id).sort();
  const project = async (who, name) => (await served(who, 'POST', '/api/projects', { title: name }, 201)).id;
  const mine = await project(member, 'of the member');
  const teams = await project(manager, 'of the manager');
  const far = await project(outsider, 'of another team');
  const farTask = (await served(outsider, 'POST', '/api/tasks', { projectId: far, title: 'theirs' }, 201)).id;
  const myTask = (await served(member, 'POST', '/api/tasks', { projectId: mine, title: 'mine' }, 201)).id;

  const one = await ask(undefined, 'GET', '/api/projects');
  denials += 1;
  const statuses = { concealed: 403, 'not-found': 404 };
  const refused = async (who, method, path, body, kind = 'role') => {
    const answer = await ask(who, method, path, body);
    denials += 1;
    if (style !== 'strict') {
      assert.equal(answer.bytes, one.bytes, `${method} ${path}`);
      return;
    }
    const wanted = { stranger: 401, role: 403, unknown: 404 }[kind];
    assert.equal(answer.status, wanted, `${method} ${path}: ${answer.bytes}`);
    assert.equal('www-authenticate' in answer.headers, wanted === 401, answer.bytes);
  };
  assert.equal(one.status, statuses[style] ?? 401, one.bytes);

  // Strangers, and a route that nobody wrote.
  for (const [method, path] of [['GET', '/api/projects/1'], ['DELETE', `/api/projects/${mine}`], ['PUT', '/api/settings']]) {
    await refused(undefined, method, path, undefined, 'stranger');
    await refused({ token: 'bm90IGEgdG9rZW4' }, method, path, undefined, 'stranger');
  }
  if (style !== 'strict') {
    for (const who of [undefined, admin, manager, member]) {
      await refused(who, 'GET', '/api/nothing-here');
      await refused(who, 'OPTIONS', '/api/nothing-here');
      await refused(who, 'DELETE', '/api/settings');
    }
    await refused(undefined, 'OPTIONS', '/api/projects');
  }
  // Whom no table knows.
  await refused(nobody, 'GET', '/api/projects', undefined, 'stranger');
  // A member reaches their own, and nothing else.
  assert.deepEqual(ids(await served(member, 'GET', '/api/projects')), [mine]);
  await served(member, 'GET', `/api/projects/${mine}`);
  assert.equal((await served(member, 'PATCH', `/api/projects/${mine}`, { title: 'renamed' })).title, 'renamed');
  await served(member, 'GET', `/api/tasks/${myTask}`);
  for (const other of [teams, far, 4711]) {
    await refused(member, 'GET', `/api/projects/${other}`);
    await refused(member, 'PATCH', `/api/projects/${other}`, { title: 'taken' });
    await refused(member, 'DELETE', `/api/projects/${other}`);
    await refused(member, 'POST', '/api/tasks', { projectId: other, title: 'slipped in' });
  }
  await refused(member, 'GET', `/api/tasks/${farTask}`);
  // A manager reads what is the team's, changes what is their own, and no settings.
  assert.deepEqual(ids(await served(manager, 'GET', '/api/projects')), ids([{ id: mine }, { id: teams }]));
  await served(manager, 'GET', `/api/projects/${mine}`);
  await served(manager, 'GET', `/api/tasks/${myTask}`);
  await refused(manager, 'PATCH', `/api/projects/${mine}`, { title: 'taken' });
  await refused(manager, 'DELETE', `/api/projects/${mine}`);
  await refused(manager, 'GET', `/api/projects/${far}`);
  for (const who of [manager, member]) {
    await refused(who, 'GET', '/api/settings');
    await refused(who, 'PUT', '/api/settings', { name: 'currency', value: 'usd' });
  }
  // An administrator does all.
  assert.deepEqual(ids(await served(admin, 'GET', '/api/projects')), ids([{ id: mine }, { id: teams }, { id: far }]));
  await served(admin, 'GET', `/api/tasks/${farTask}`);
  await served(admin, 'PATCH', `/api/projects/${mine}`, { title: 'reviewed' });
  assert.equal((await served(admin, 'GET', '/api/settings')).length, 1);
  await served(admin, 'PUT', '/api/settings', { name: 'currency', value: 'usd' }, 204);
  await served(member, 'DELETE', `/api/projects/${await project(member, 'short-lived')}`);

  // What the refused asked for did not happen, and each refusal left its row.
  const table = /prisma/.test(variant) ? '"Project"' : /typeorm/.test(variant) ? 'project' : 'projects';
  const { rows: titles } = await pool.query(`SELECT title FROM ${table} ORDER BY id`);
  assert.deepEqual(titles.map(({ title }) => title), ['reviewed', 'of the manager', 'of another team']);
  let found = [];
  for (let attempt = 0; attempt < 50 && found.length < denials; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    ({ rows: found } = await pool.query(
      "SELECT reason, actor_id FROM audit.audit_logs WHERE outcome = 'denied' AND user_agent = $1", [agentName],
    ));
  }
  assert.equal(found.length, denials, 'each refusal leaves one row');
  assert.ok(found.every(({ reason }) => reason), 'each row says why');
  const reasons = new Set(found.map(({ reason }) => reason));
  assert.ok([...reasons].some((reason) => /out of reach/.test(reason)), [...reasons].join(', '));
  assert.ok([...reasons].some((reason) => /is not for the role/i.test(reason)), [...reasons].join(', '));
  await pool.end();
  console.log(`${variant}, ${style}: ${denials} refusals, ${denials} rows`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
