import type { Response } from 'express';

export function noteForAudit(res: Response, note: { reason?: string }): void {
  Object.assign(res.locals, note);
}
