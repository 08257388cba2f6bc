import { createHash, randomBytes } from 'crypto';
import { jwtVerify, SignJWT } from 'jose';
import { config } from '../config';

export interface AccessClaims {
  id: string;
  accountId: string;
  email: string;
}

const issuer = 'acme-crm';
const key = new TextEncoder().encode(config.jwtSecret);

export function signAccessToken(user: AccessClaims): Promise<string> {
  return new SignJWT({ accountId: user.accountId, email: user.email })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user.id)
    .setIssuer(issuer)
    .setIssuedAt()
    .setExpirationTime('8h')
    .sign(key);
}

export async function verifyAccessToken(token: string): Promise<AccessClaims> {
  const { payload } = await jwtVerify(token, key, { issuer, algorithms: ['HS256'] });
  return {
    id: String(payload.sub),
    accountId: String(payload.accountId),
    email: String(payload.email),
  };
}

// Single-use tokens for password resets and invitations; only the digest is stored.
export function createResetToken(): { token: string; digest: string } {
  const token = randomBytes(32).toString('hex');
  return { token, digest: digestResetToken(token) };
}

export function digestResetToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
