import type { NextFunction, Request, Response } from 'express';
import { query } from '../db';
import { AccessClaims, verifyAccessToken } from '../lib/tokens';

export async function authenticate(req: Request, res: Response, next: NextFunction): Promise<void> {
  const header = req.get('authorization') ?? '';
  if (!header.startsWith('Bearer ')) {
    res.status(401).json({ error: 'Missing access token' });
    return;
  }

  let claims: AccessClaims;
  try {
    claims = await verifyAccessToken(header.slice('Bearer '.length));
  } catch {
    res.status(401).json({ error: 'Invalid or expired access token' });
    return;
  }

  try {
    const { rows } = await query('SELECT id FROM users WHERE id = $1 AND active', [claims.id]);
    if (rows.length === 0) {
      res.status(401).json({ error: 'Account is not active' });
      return;
    }
  } catch (error) {
    next(error);
    return;
  }

  req.user = claims;
  next();
}
