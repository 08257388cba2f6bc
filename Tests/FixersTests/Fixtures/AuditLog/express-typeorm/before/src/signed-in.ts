import { NextFunction, Request, Response } from 'express';
import { verify } from 'jsonwebtoken';

export interface SignedIn extends Request {
  user?: { id: string; role: string };
}

export function signedIn(req: SignedIn, res: Response, next: NextFunction): void {
  try {
    req.user = verify(req.get('authorization') ?? '', process.env.JWT_KEY ?? '') as SignedIn['user'];
    next();
  } catch {
    res.status(401).json({ error: 'Sign in first' });
  }
}
