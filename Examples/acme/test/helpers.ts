import { AddressInfo } from 'net';
import { randomUUID } from 'crypto';
import { createApp } from '../src/app';
import { pool } from '../src/db';

export interface Answer {
  status: number;
  headers: Headers;
  body: any;
}

export interface Client {
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

export function startClient(): Promise<Client> {
  return new Promise((resolve) => {
    const server = createApp().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        async request(method, path, body, headers = {}) {
          const response = await fetch(`http://127.0.0.1:${port}${path}`, {
            method,
            headers: { 'content-type': 'application/json', ...headers },
            body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
          });
          const text = await response.text();
          const isJson = response.headers.get('content-type')?.includes('application/json');
          return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
        },
        async close() {
          await new Promise((done) => server.close(done));
          await pool.end();
        },
      });
    });
  });
}

export async function signUp(client: Client): Promise<{ auth: Record<string, string>; email: string; userId: string }> {
  const email = `${randomUUID()}@example.com`;
  const answer = await client.request('POST', '/api/auth/signup', {
    email,
    fullName: 'Dana Field',
    company: 'Field & Sons',
    password: 'a long test password',
  });
  if (answer.status !== 201) {
    throw new Error(`sign-up answered ${answer.status}`);
  }
  return { auth: { authorization: `Bearer ${answer.body.token}` }, email, userId: answer.body.userId };
}

export async function createCustomer(client: Client, auth: Record<string, string>): Promise<string> {
  const answer = await client.request(
    'POST',
    '/api/customers',
    { name: 'Blue Harbor Ltd', billingEmail: 'accounts@blueharbor.example', phone: '+1 555 0100' },
    auth,
  );
  return answer.body.id;
}
