// Signs up, then reads a list over and over; prints requests per second and p99, and the processor
// time the server took for each: node load.js LABEL [PID of the server]
const http = require('node:http');
const { readFileSync } = require('node:fs');
const { randomBytes } = require('node:crypto');

const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
const seconds = 6;

function ask(method, path, token, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    if (token) {
      headers.authorization = `Bearer ${token}`;
    }
    const request = http.request({ agent, port: process.env.PORT, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (part) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    request.on('error', reject);
    request.end(body && JSON.stringify(body));
  });
}

// Ticks of a hundredth of a second; other programs on a busy machine do not change them.
function processorTicks() {
  if (!process.argv[3]) {
    return 0;
  }
  const fields = readFileSync(`/proc/${process.argv[3]}/stat`, 'utf8').split(') ')[1].split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

async function main() {
  const { text } = await ask('POST', '/api/auth/signup', undefined, {
    email: `${randomBytes(6).toString('hex')}@example.com`,
    password: randomBytes(12).toString('hex'),
    fullName: 'Lou Load',
    company: 'Load',
  });
  const { token } = JSON.parse(text);
  const times = [];
  const ticks = processorTicks();
  const start = Date.now();
  async function client() {
    while (Date.now() - start < seconds * 1000) {
      const before = process.hrtime.bigint();
      const { status } = await ask('GET', '/api/customers', token);
      if (status !== 200) {
        throw new Error(`answered ${status}`);
      }
      times.push(Number(process.hrtime.bigint() - before) / 1e6);
    }
  }
  await Promise.all(Array.from({ length: 16 }, client));
  times.sort((left, right) => left - right);
  const at = (share) => times[Math.floor(times.length * share)].toFixed(1);
  const rate = Math.round(times.length / ((Date.now() - start) / 1000));
  const used = process.argv[3] ? `, ${(((processorTicks() - ticks) * 10) / times.length).toFixed(2)} ms of the server each` : '';
  console.log(`${process.argv[2]}: ${rate} requests/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms${used}`);
  process.exit(0);
}

main();
