import { randomBytes } from 'crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

export interface AuditEvent {
  id: string;
  occurredAt: string;
  actorType: 'user' | 'service' | 'anonymous' | 'system';
  actorId: string | null;
  actorRole: string | null;
  authMethod: string | null;
  tenantId: string | null;
  action: string;
  crud: 'C' | 'R' | 'U' | 'D';
  resourceType: string;
  resourceId: string | null;
  resourceCount: number | null;
  outcome: 'success' | 'denied' | 'error';
  reason: string | null;
  httpMethod: string | null;
  httpRoute: string | null;
  httpStatus: number | null;
  sourceIp: string | null;
  userAgent: string | null;
  requestId: string | null;
  traceId: string | null;
  changes: string[] | null;
  details: Record<string, unknown> | null;
}

/** Anything with Prisma's `$executeRaw`, for example the client of a transaction. */
export interface AuditClient {
  $executeRaw(text: TemplateStringsArray, ...values: unknown[]): Promise<unknown>;
}

const component = 'desk';
const version = process.env.GIT_SHA ?? process.env.npm_package_version ?? null;
const environment = process.env.NODE_ENV ?? 'development';

const batchSize = 500;
const flushAfterMs = 50;
const retryAfterMs = 1000;
const insertWithinMs = 5000;
const queuedAtMost = 10_000;
const spooledAtMost = 256 * 1024 * 1024;

const spoolFolder = process.env.AUDIT_SPOOL_DIR ?? join(tmpdir(), `${component}-audit`);
const spoolFile = join(spoolFolder, `audit-${process.pid}.jsonl`);

const queue: AuditEvent[] = [];
let spooledBytes = 0;
let spooledEvents = 0;
let awaySince: string | null = null;
let dropped = 0;
let timer: NodeJS.Timeout | null = null;
let working: Promise<void> | null = null;
let database: AuditClient | null = null;

/** Gives the log its connection; events wait until then. */
export function connectAuditLog(client: AuditClient): void {
  database = client;
}

function connected(): AuditClient {
  if (database === null) {
    throw new Error('the audit log is not connected to the database');
  }
  return database;
}

/** Ids that sort by time (UUID version 7). */
export function eventId(now = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Adds an event; it reaches the database within a moment, or the disk while there is none. */
export function recordAuditEvent(event: AuditEvent): void {
  if (queue.length >= queuedAtMost) {
    spill(queue.splice(0, queue.length));
  }
  queue.push(event);
  schedule(flushAfterMs);
}

/** Adds an event in the transaction that makes the change, so that neither is there alone. */
export async function recordAuditEventIn(client: AuditClient, event: AuditEvent): Promise<void> {
  await insert(client, [event]);
}

/** Whether there is room for what a request will leave behind. */
export function hasRoomForAuditEvents(): boolean {
  return queue.length < queuedAtMost || spooledBytes < spooledAtMost;
}

/** What an alert should watch. */
export function auditLogHealth() {
  return {
    audit_queue_depth: queue.length,
    audit_spool_bytes: spooledBytes,
    audit_dropped_total: dropped,
    audit_database_away_since: awaySince,
  };
}

/** Writes what is waiting; call it before the database connection is closed. */
export async function flushAuditLog(): Promise<void> {
  while (queue.length > 0 && awaySince === null) {
    await flush();
  }
  spill(queue.splice(0, queue.length));
}

function schedule(delay: number): void {
  if (timer === null) {
    timer = setTimeout(() => {
      timer = null;
      void flush();
    }, delay);
    timer.unref();
  }
}

async function flush(): Promise<void> {
  working = working ?? write().finally(() => {
    working = null;
  });
  await working;
}

async function write(): Promise<void> {
  const batch = queue.splice(0, batchSize);
  try {
    await drainSpool();
    if (batch.length > 0) {
      await insertInTime(batch);
    }
  } catch {
    awaySince = awaySince ?? new Date().toISOString();
    spill(batch.concat(queue.splice(0, queue.length)));
    schedule(retryAfterMs);
    return;
  }
  if (queue.length > 0) {
    schedule(queue.length < batchSize ? flushAfterMs : 0);
  }
}

/** An event the database cannot take must not hold the others up. */
async function insertInTime(events: AuditEvent[]): Promise<void> {
  try {
    await within(insertWithinMs, insert(connected(), events));
  } catch (error) {
    if (!/^2[23]/.test(String((error as { meta?: { code?: unknown } }).meta?.code))) {
      throw error;
    }
    if (events.length === 1) {
      lose(events, error);
      return;
    }
    const half = Math.ceil(events.length / 2);
    await insertInTime(events.slice(0, half));
    await insertInTime(events.slice(half));
  }
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(limit));
  });
}

async function insert(client: AuditClient, events: AuditEvent[]): Promise<void> {
  await client.$executeRaw`INSERT INTO audit.audit_logs (
       id, occurred_at, actor_type, actor_id, actor_role, auth_method, tenant_id, action, crud,
       resource_type, resource_id, resource_count, outcome, reason, http_method, http_route,
       http_status, source_ip, user_agent, request_id, trace_id, changes, component, version,
       environment, details)
     SELECT
       id, "occurredAt", "actorType", "actorId", "actorRole", "authMethod", "tenantId", action, crud,
       "resourceType", "resourceId", "resourceCount", outcome, reason, "httpMethod", "httpRoute",
       "httpStatus", "sourceIp", "userAgent", "requestId", "traceId", changes, ${component}, ${version},
       ${environment}, details
     FROM jsonb_to_recordset(${JSON.stringify(events)}::text::jsonb) AS event (
       id uuid, "occurredAt" timestamptz, "actorType" text, "actorId" text, "actorRole" text,
       "authMethod" text, "tenantId" text, action text, crud text, "resourceType" text,
       "resourceId" text, "resourceCount" integer, outcome text, reason text, "httpMethod" text,
       "httpRoute" text, "httpStatus" smallint, "sourceIp" inet, "userAgent" text,
       "requestId" text, "traceId" text, changes jsonb, details jsonb)`;
}

/** Keeps events on disk until the database is back. */
function spill(events: AuditEvent[]): void {
  if (events.length === 0) {
    return;
  }
  const text = events.map((event) => `${JSON.stringify(event)}\n`).join('');
  if (spooledBytes + text.length > spooledAtMost) {
    lose(events, new Error('the spool is full'));
    return;
  }
  try {
    mkdirSync(spoolFolder, { recursive: true, mode: 0o700 });
    const file = openSync(spoolFile, 'a', 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    spooledBytes += text.length;
    spooledEvents += events.length;
  } catch (error) {
    lose(events, error);
  }
}

/** The last resort: the log of the process. */
function lose(events: AuditEvent[], error: unknown): void {
  dropped += events.length;
  for (const event of events) {
    console.error('audit event not stored:', String(error), JSON.stringify(event));
  }
}

async function drainSpool(): Promise<void> {
  if (spooledEvents === 0) {
    return;
  }
  const events = readSpool(spoolFile);
  for (let start = 0; start < events.length; start += batchSize) {
    await insertInTime(events.slice(start, start + batchSize));
  }
  unlinkSync(spoolFile);
  const gap = { from: awaySince, to: new Date().toISOString(), spooled: spooledEvents, dropped };
  spooledBytes = 0;
  spooledEvents = 0;
  awaySince = null;
  queue.push(systemEvent('audit.gap', gap));
}

function readSpool(path: string): AuditEvent[] {
  const events: AuditEvent[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    try {
      if (line !== '') {
        events.push(JSON.parse(line) as AuditEvent);
      }
    } catch {
      // The line that was being written when a process died.
      dropped += 1;
    }
  }
  return events;
}

/** Takes over what processes left behind that are no more. */
function adoptSpools(): void {
  if (!existsSync(spoolFolder)) {
    return;
  }
  for (const name of readdirSync(spoolFolder)) {
    const owner = /^audit-(\d+)\.jsonl$/.exec(name)?.[1];
    if (owner === undefined || (Number(owner) !== process.pid && isRunning(Number(owner)))) {
      continue;
    }
    const adopted = join(spoolFolder, `${name}.adopted-by-${process.pid}`);
    try {
      renameSync(join(spoolFolder, name), adopted);
    } catch {
      // Another process was first.
      continue;
    }
    if (statSync(adopted).size > 0) {
      spill(readSpool(adopted));
    }
    unlinkSync(adopted);
  }
  if (spooledEvents > 0) {
    schedule(flushAfterMs);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function systemEvent(action: string, details: Record<string, unknown>): AuditEvent {
  return {
    id: eventId(),
    occurredAt: new Date().toISOString(),
    actorType: 'system',
    actorId: component,
    actorRole: null,
    authMethod: null,
    tenantId: null,
    action,
    crud: 'C',
    resourceType: 'audit_logs',
    resourceId: null,
    resourceCount: null,
    outcome: 'success',
    reason: null,
    httpMethod: null,
    httpRoute: null,
    httpStatus: null,
    sourceIp: null,
    userAgent: null,
    requestId: null,
    traceId: null,
    changes: null,
    details,
  };
}

process.on('exit', () => spill(queue.splice(0, queue.length)));

adoptSpools();
