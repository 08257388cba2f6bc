import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { isIP } from 'net';
import type { AuditEvent } from './audit-log';
import { eventId, hasRoomForAuditEvents, recordAuditEvent } from './audit-log';

type FailureMode = 'failClosed' | 'failOpen';

interface AuditContext {
  resource?: string;
  mount?: string;
  reason?: string;
  resourceId?: string;
  resourceCount?: number;
}

/** What happens to a request while events can be kept neither in the database nor on disk. */
const whenFull: Record<'read' | 'change', FailureMode> = {
  read: 'failClosed',
  change: 'failClosed',
};

const cruds: Record<string, AuditEvent['crud']> = { POST: 'C', PUT: 'U', PATCH: 'U', DELETE: 'D' };
const verbs = { C: 'create', R: 'read', U: 'update', D: 'delete' };
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

/** Adds what only the handler knows: why it refused, or which and how many records it answered. */
export function noteForAudit(
  res: Response,
  note: Pick<AuditContext, 'reason' | 'resourceId' | 'resourceCount'>,
): void {
  Object.assign(context(res), note);
}

/** The event of a request, for a handler that records it in its own transaction. */
export function describe(req: Request, res: Response, occurredAt = new Date()): AuditEvent {
  const { resource, mount, reason, resourceId, resourceCount } = context(res);
  const place = placeOf(req, mount ?? req.baseUrl);
  const crud = crudOf(req);
  const type = resource ?? place.resource;
  const actorId = callerOf(req).id;
  const isUnfinished = res.headersSent && !res.writableFinished;
  const failed = res.statusCode >= 400 || isUnfinished;
  const scheme = /^(bearer|basic|digest) /i.exec(req.get('authorization') ?? '')?.[1];
  return {
    id: eventId(occurredAt.getTime()),
    occurredAt: occurredAt.toISOString(),
    actorType: actorId ? 'user' : 'anonymous',
    actorId: clean(actorId, 128),
    actorRole: null,
    authMethod: clean(scheme?.toLowerCase(), 16),
    tenantId: null,
    action: `${type}.${verbs[crud]}`,
    crud,
    resourceType: type,
    resourceId: clean(resourceId ?? place.id, 128),
    resourceCount: resourceCount ?? null,
    outcome: isDenied(res) ? 'denied' : failed ? 'error' : 'success',
    reason: clean(reason ?? (isUnfinished ? 'the client went away' : null), 200),
    httpMethod: clean(req.method, 16),
    httpRoute: clean(place.route, 200),
    httpStatus: res.statusCode,
    sourceIp: isIP(req.ip ?? '') ? req.ip ?? null : null,
    userAgent: clean(req.get('user-agent'), 256),
    requestId: clean(req.get('x-request-id') ?? res.get('x-request-id'), 64),
    traceId: /^00-([0-9a-f]{32})-/.exec(req.get('traceparent') ?? '')?.[1] ?? null,
    changes: crud === 'R' ? null : fieldNames(req.body),
    details: null,
  };
}

/** Who is calling, as authentication left it on the request. */
function callerOf(req: Request): Record<string, unknown> {
  return (req as Request & { user?: Record<string, unknown> }).user ?? {};
}

function context(res: Response): AuditContext {
  return (res.locals.audit ??= {});
}

function crudOf(req: Request): AuditEvent['crud'] {
  return cruds[req.method] ?? 'R';
}

function isDenied(res: Response): boolean {
  return res.statusCode === 401 || res.statusCode === 403 || context(res).reason !== undefined;
}

/**
 * The route's pattern, and the id in its place. Never the path as it came: it may hold tokens and
 * names of people.
 */
function placeOf(req: Request, mount: string): { route: string; resource: string; id?: string } {
  const path = (req.originalUrl.split('?')[0] ?? '').split('/').filter(Boolean);
  const before = mount.split('/').filter(Boolean);
  if (typeof req.route?.path === 'string') {
    const pattern = (req.route.path as string).split('/').filter(Boolean);
    const isId = (part: string) => /^:(id|uuid|\w+Id)$/.test(part);
    const last = pattern.reduce((found, part, index) => (isId(part) ? index : found), -1);
    const isFound = last >= 0 && path.length === before.length + pattern.length;
    return {
      route: `/${before.map(plain).concat(pattern).join('/')}`,
      resource: before.map(plain).pop() ?? pattern.find((part) => !part.startsWith(':')) ?? 'unknown',
      id: isFound ? decoded(path[before.length + last]) : undefined,
    };
  }
  const known = path.findIndex((part) => resources.has(part));
  return {
    route: known < 0 ? '/*' : `/${path.slice(0, known + 1).map(plain).join('/')}/*`,
    resource: path[known] ?? 'unknown',
  };
}

/** A part of a path that is a name in the code rather than somebody's. */
function plain(part: string): string {
  return /^([a-z][a-z-]{0,30}|v\d+)$/.test(part) ? part : ':id';
}

function decoded(part: string | undefined): string | undefined {
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** Text that the database takes: no control characters, no halves of characters. */
function clean(value: unknown, length: number): string | null {
  if (value === undefined || value === null || value === '' || typeof value === 'object') {
    return null;
  }
  const text = String(value).replace(/\p{Cc}/gu, '').slice(0, length);
  return Buffer.from(text).toString();
}

/** The names of fields that were sent; never their values. */
function fieldNames(body: unknown): string[] | null {
  if (typeof body !== 'object' || body === null || Buffer.isBuffer(body)) {
    return null;
  }
  return Object.keys(body).filter((name) => /^\w{1,40}$/.test(name)).slice(0, 50);
}
