import type { AccessClaims } from '../lib/tokens';

declare global {
  namespace Express {
    interface Request {
      user?: AccessClaims;
    }
  }
}
