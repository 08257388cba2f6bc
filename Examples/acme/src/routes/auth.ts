import { Router } from 'express';
import { query, transaction } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { HttpError } from '../lib/errors';
import { hashPassword, verifyPassword } from '../lib/passwords';
import { signAccessToken } from '../lib/tokens';
import { email, password, text } from '../lib/validate';
import { rateLimit } from '../middleware/rate-limit';

export const authRouter = Router();

authRouter.post(
  '/signup',
  rateLimit({ windowMs: 60 * 60 * 1000, max: 20 }),
  asyncHandler(async (req, res) => {
    const address = email(req.body);
    const fullName = text(req.body, 'fullName', 200);
    const company = text(req.body, 'company', 200);
    const passwordHash = await hashPassword(password(req.body));

    const existing = await query('SELECT 1 FROM users WHERE email = $1', [address]);
    if (existing.rows.length > 0) {
      throw new HttpError(409, 'This email address is already in use');
    }

    const user = await transaction(async (client) => {
      const account = await client.query('INSERT INTO accounts (name) VALUES ($1) RETURNING id', [company]);
      const accountId: string = account.rows[0].id;
      await client.query('INSERT INTO settings (account_id) VALUES ($1)', [accountId]);
      const created = await client.query(
        `INSERT INTO users (account_id, email, full_name, role, password_hash)
         VALUES ($1, $2, $3, 'admin', $4) RETURNING id`,
        [accountId, address, fullName, passwordHash],
      );
      return { id: created.rows[0].id as string, accountId, email: address };
    });

    console.log(`new signup: ${address} (${company})`);
    res.status(201).json({ token: await signAccessToken(user), userId: user.id });
  }),
);

authRouter.post(
  '/login',
  rateLimit({ windowMs: 15 * 60 * 1000, max: 30 }),
  asyncHandler(async (req, res) => {
    const address = email(req.body);
    const { rows } = await query<{ id: string; account_id: string; password_hash: string | null }>(
      'SELECT id, account_id, password_hash FROM users WHERE email = $1 AND active',
      [address],
    );
    const user = rows[0];
    const attempt = typeof req.body.password === 'string' ? req.body.password : '';
    if (!user?.password_hash || !(await verifyPassword(attempt, user.password_hash))) {
      console.warn(`failed login for ${address} from ${req.ip}`);
      throw new HttpError(401, 'Wrong email address or password');
    }

    await query('UPDATE users SET last_login_at = now() WHERE id = $1', [user.id]);
    const token = await signAccessToken({ id: user.id, accountId: user.account_id, email: address });
    res.json({ token, userId: user.id });
  }),
);
