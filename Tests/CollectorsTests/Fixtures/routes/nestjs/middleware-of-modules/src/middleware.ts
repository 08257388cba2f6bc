import { Injectable, NestMiddleware, UnauthorizedException } from '@nestjs/common';
import { NextFunction, Request, Response } from 'express';

@Injectable()
export class SessionMiddleware implements NestMiddleware {
  use(req: Request, res: Response, next: NextFunction) {
    if (req.headers.authorization) req['token'] = req.headers.authorization;
    next();
  }
}

@Injectable()
export class RequireUser implements NestMiddleware {
  use(req: any, res: any, next: () => void) {
    if (!req.user) throw new UnauthorizedException();
    next();
  }
}

export function requireKey(req: Request, res: Response, next: NextFunction) {
  if (req.headers['x-api-key'] !== process.env.API_KEY) {
    return res.status(403).json({ error: 'no key' });
  }
  next();
}
