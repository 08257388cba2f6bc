
/** What the routes of each controller are about, by the path the controller has in the code. */
const resources: Record<string, string> = {
{{resources}}
};

/** Records every request that reaches a route or is refused. Comes before what could refuse it. */
export function auditLogger(req: Request, res: Response, next: NextFunction): void {
  const occurredAt = new Date();
  res.locals.audit = {};
  res.on('close', () => {
    if (req.route || isDenied(res)) {
      recordAuditEvent(describe(req, res, occurredAt));
    }
  });
  const kind = crudOf(req) === 'R' ? 'read' : 'change';
  const isCounted = resourceOf(partsOf(req.originalUrl)) !== undefined;
  if (isCounted && whenFull[kind] === 'failClosed' && !hasRoomForAuditEvents()) {
    res.status(503).json({ statusCode: 503, message: 'Temporarily unavailable' });
    return;
  }
  next();
}
