import { timingSafeEqual } from 'crypto';
import express from 'express';
import { Pool } from 'pg';
import { issue, digest } from './tokens';

const pool = new Pool({ host: process.env.DB_HOST, password: process.env.DB_PASSWORD });
const app = express();

async function matches(password: string, stored: string): Promise<boolean> {
  const expected = Buffer.from(stored, 'hex');
  const actual = digest(password);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

app.post('/login', async (req, res) => {
  const { rows } = await pool.query('SELECT id, hash FROM users WHERE email = $1', [req.body.email]);
  if (!rows[0] || !(await matches(req.body.password, rows[0].hash))) {
    return res.status(401).json({ error: 'wrong address or password' });
  }
  res.json({ token: issue(rows[0].id) });
});

app.post('/jobs', (req, res) => {
  if (req.query.key !== process.env.JOBS_KEY) {
    return res.status(403).end();
  }
  res.json({ started: true });
});

app.listen(3000);
