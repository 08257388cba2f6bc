import type { NextFunction, Request, {{handlerType}}Response } from 'express';
import { isIP } from 'net';
import type { AuditEvent } from '{{writerPath}}';
import { eventId, hasRoomForAuditEvents, recordAuditEvent } from '{{writerPath}}';

type FailureMode = 'failClosed' | 'failOpen';

interface AuditContext {
  resource?: string;
{{mountField}}
  reason?: string;
  resourceId?: string;
  resourceCount?: number;
}

/** What happens to a request while events can be kept neither in the database nor on disk. */
const whenFull: Record<'read' | 'change', FailureMode> = {
  read: '{{readMode}}',
  change: '{{changeMode}}',
};

const cruds: Record<string, AuditEvent['crud']> = { POST: 'C', PUT: 'U', PATCH: 'U', DELETE: 'D' };
const verbs = { C: 'create', R: 'read', U: 'update', D: 'delete' };
{{naming}}

/** Adds what only the handler knows: why it refused, or which and how many records it answered. */
export function noteForAudit(
  res: Response,
  note: Pick<AuditContext, 'reason' | 'resourceId' | 'resourceCount'>,
): void {
  Object.assign(context(res), note);
}

/** The event of a request, for a handler that records it in its own transaction. */
export function describe(req: Request, res: Response, occurredAt = new Date()): AuditEvent {
  const { {{contextNames}} } = context(res);
  const place = {{placeCall}};
  const crud = crudOf(req);
  const type = resource ?? place.resource;
  const actorId = {{actorId}};
  const isUnfinished = res.headersSent && !res.writableFinished;
  const failed = res.statusCode >= 400 || isUnfinished;
  const scheme = /^(bearer|basic|digest) /i.exec(req.get('authorization') ?? '')?.[1];
  return {
    id: eventId(occurredAt.getTime()),
    occurredAt: occurredAt.toISOString(),
    actorType: actorId ? 'user' : 'anonymous',
    actorId: clean(actorId, 128),
    actorRole: {{actorRole}},
    authMethod: clean(scheme?.toLowerCase(), 16),
    tenantId: {{tenantId}},
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
{{callerOf}}

function context(res: Response): AuditContext {
  return (res.locals.audit ??= {});
}

function crudOf(req: Request): AuditEvent['crud'] {
  return cruds[req.method] ?? 'R';
}

function isDenied(res: Response): boolean {
  return res.statusCode === 401 || res.statusCode === 403 || context(res).reason !== undefined;
}

{{place}}

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
