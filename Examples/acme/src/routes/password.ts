import { Router } from 'express';
import { config } from '../config';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { HttpError } from '../lib/errors';
import { sendMail } from '../lib/mailer';
import { hashPassword } from '../lib/passwords';
import { createResetToken, digestResetToken } from '../lib/tokens';
import { email, password, text } from '../lib/validate';
import { rateLimit } from '../middleware/rate-limit';

export const passwordRouter = Router();

const limit = rateLimit({ windowMs: 15 * 60 * 1000, max: 20 });

passwordRouter.post(
  '/forgot-password',
  limit,
  asyncHandler(async (req, res) => {
    const address = email(req.body);
    const { token, digest } = createResetToken();
    const { rows } = await query(
      `UPDATE users SET reset_digest = $1, reset_expires_at = now() + interval '1 hour'
       WHERE email = $2 AND active RETURNING id`,
      [digest, address],
    );
    if (rows.length > 0) {
      await sendMail({
        to: address,
        subject: 'Reset your password',
        text: `Set a new password: ${config.appUrl}/reset?token=${token}`,
      });
    }
    res.status(202).json({ status: 'sent' });
  }),
);

passwordRouter.post(
  '/reset-password',
  limit,
  asyncHandler(async (req, res) => {
    const digest = digestResetToken(text(req.body, 'token', 128));
    const passwordHash = await hashPassword(password(req.body));
    const { rows } = await query(
      `UPDATE users SET password_hash = $1, reset_digest = NULL, reset_expires_at = NULL
       WHERE reset_digest = $2 AND reset_expires_at > now() RETURNING id`,
      [passwordHash, digest],
    );
    if (rows.length === 0) {
      throw new HttpError(400, 'This link is no longer valid');
    }
    res.status(204).end();
  }),
);
