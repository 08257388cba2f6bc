import { Router } from 'express';
import { config } from '../config';
import { query } from '../db';
import { asyncHandler } from '../lib/async-handler';
import { HttpError } from '../lib/errors';
import { sendMail } from '../lib/mailer';
import { createResetToken } from '../lib/tokens';
import { email, text } from '../lib/validate';

export const invitationsRouter = Router();

invitationsRouter.post(
  '/',
  asyncHandler(async (req, res) => {
    const address = email(req.body);
    const fullName = text(req.body, 'fullName', 200);
    const { token, digest } = createResetToken();
    const { rows } = await query<{ id: string }>(
      `INSERT INTO users (account_id, email, full_name, reset_digest, reset_expires_at)
       VALUES ($1, $2, $3, $4, now() + interval '7 days')
       ON CONFLICT (email) DO NOTHING RETURNING id`,
      [req.user!.accountId, address, fullName, digest],
    );
    if (rows.length === 0) {
      throw new HttpError(409, 'This email address is already in use');
    }

    await sendMail({
      to: address,
      subject: 'You have been invited to Acme CRM',
      text: `${fullName}, choose a password to get started: ${config.appUrl}/welcome?token=${token}`,
    });
    console.log(`${req.user!.email} invited ${address}`);
    res.status(201).json({ id: rows[0].id });
  }),
);
