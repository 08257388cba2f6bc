
/** How code below a handler refuses. */
export class Refusal extends Error {}

/** Answers callers whom a guard or a service refused by an error like all others. */
export function answerRefusal(error: unknown, req: Request, res: Response, next: NextFunction): void {
  const { status, statusCode, message } = Object(error) as Record<string, unknown>;
  const shown = error instanceof Refusal ? 403 : status ?? statusCode;
  if ((shown !== 401 && shown !== 403) || res.headersSent || isOpen(req)) {
    return next(error);
  }
  deny(res, String(message ?? 'refused'), shown);
}
