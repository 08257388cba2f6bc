/** Reports an error that no route dealt with, and hands it on. Comes before what answers it. */
export function reportError(error: unknown, req: Request, res: Response, next: NextFunction): void {
  if (statusOf(error) >= 500) {
    report(error, `${req.method} ${routeOf(req)}`);
  }
  next(error);
}

/** The status that an error asks to be answered with; one that asks for none is ours. */
function statusOf(error: unknown): number {
  const { status, statusCode } = (error ?? {}) as { status?: unknown; statusCode?: unknown };
  return Number(status ?? statusCode ?? 500) || 500;
}

{{report}}

