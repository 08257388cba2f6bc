// Asks without credentials for some milliseconds, and prints how often it was refused.
const http = require('node:http');

const agent = new http.Agent({ keepAlive: true });
const until = Date.now() + Number(process.argv[2]);
let refused = 0;

function ask() {
  return new Promise((resolve) => {
    const request = http.get(
      { agent, port: process.env.PORT, path: '/api/customers/1', headers: { 'user-agent': 'denial proof' } },
      (response) => {
        refused += [401, 403].includes(response.statusCode) ? 1 : 0;
        response.resume().on('end', resolve);
      },
    );
    request.on('error', (error) => {
      console.error(error.message);
      process.exit(1);
    });
  });
}

async function client() {
  while (Date.now() < until) {
    await ask();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

Promise.all(Array.from({ length: 8 }, client)).then(() => {
  console.log(refused);
  process.exit(0);
});
