import type { NextFunction, Request, Response } from 'express';
import { HttpError } from '../lib/errors';

// PostgreSQL: malformed date, date out of range, unknown reference.
const badInputCodes = new Set(['22007', '22008', '23503']);

export function errorHandler(error: unknown, req: Request, res: Response, _next: NextFunction): void {
  if (error instanceof HttpError) {
    res.status(error.status).json({ error: error.message });
    return;
  }
  if (error instanceof SyntaxError && 'body' in error) {
    res.status(400).json({ error: 'Request body is not valid JSON' });
    return;
  }
  if (badInputCodes.has((error as { code?: string }).code ?? '')) {
    res.status(400).json({ error: 'A field has a value that cannot be stored' });
    return;
  }
  console.error(`${req.method} ${req.originalUrl} failed for ${req.user?.email ?? 'anonymous'}`, error);
  res.status(500).json({ error: 'Something went wrong' });
}
