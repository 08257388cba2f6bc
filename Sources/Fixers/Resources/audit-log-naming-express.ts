const resources = new Set<string>();

/** Records every request that reaches a route or is refused. Comes before what could refuse it. */
export function auditLogger(req: Request, res: Response, next: NextFunction): void {
  const occurredAt = new Date();
  res.locals.audit = {};
  res.on('close', () => {
    if (req.route || isDenied(res)) {
      recordAuditEvent(describe(req, res, occurredAt));
    }
  });
  next();
}

/** Names the resource that a router's routes are about. */
export function audit(resource: string, mode?: FailureMode): RequestHandler {
  resources.add(resource);
  return (req, res, next) => {
    Object.assign(context(res), { resource, mount: req.baseUrl });
    const kind = crudOf(req) === 'R' ? 'read' : 'change';
    if ((mode ?? whenFull[kind]) === 'failClosed' && !hasRoomForAuditEvents()) {
      res.status(503).json({ error: 'Temporarily unavailable' });
      return;
    }
    next();
  };
}
