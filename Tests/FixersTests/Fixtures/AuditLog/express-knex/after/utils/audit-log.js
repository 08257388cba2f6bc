const { randomBytes } = require('crypto');
const {
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
} = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');
const knex = require('../db');

/**
 * @typedef {object} AuditEvent
 * @property {string} id
 * @property {string} occurredAt
 * @property {'user' | 'service' | 'anonymous' | 'system'} actorType
 * @property {string | null} actorId
 * @property {string | null} actorRole
 * @property {string | null} authMethod
 * @property {string | null} tenantId
 * @property {string} action
 * @property {'C' | 'R' | 'U' | 'D'} crud
 * @property {string} resourceType
 * @property {string | null} resourceId
 * @property {number | null} resourceCount
 * @property {'success' | 'denied' | 'error'} outcome
 * @property {string | null} reason
 * @property {string | null} httpMethod
 * @property {string | null} httpRoute
 * @property {number | null} httpStatus
 * @property {string | null} sourceIp
 * @property {string | null} userAgent
 * @property {string | null} requestId
 * @property {string | null} traceId
 * @property {string[] | null} changes
 * @property {Record<string, unknown> | null} details
 */

/**
 * Anything with Knex's `raw`, for example a transaction.
 *
 * @typedef {object} AuditClient
 * @property {(text: string, values: (string | null)[]) => PromiseLike<unknown>} raw
 */

const component = 'library';
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

/** @type {AuditEvent[]} */
const queue = [];
let spooledBytes = 0;
let spooledEvents = 0;
/** @type {string | null} */
let awaySince = null;
let dropped = 0;
/** @type {NodeJS.Timeout | null} */
let timer = null;
/** @type {Promise<void> | null} */
let working = null;

/**
 * Ids that sort by time (UUID version 7).
 *
 * @returns {string}
 */
function eventId(now = Date.now()) {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * Adds an event; it reaches the database within a moment, or the disk while there is none.
 *
 * @param {AuditEvent} event
 */
function recordAuditEvent(event) {
  if (queue.length >= queuedAtMost) {
    spill(queue.splice(0, queue.length));
  }
  queue.push(event);
  schedule(flushAfterMs);
}

/**
 * Adds an event in the transaction that makes the change, so that neither is there alone.
 *
 * @param {AuditClient} client
 * @param {AuditEvent} event
 * @returns {Promise<void>}
 */
async function recordAuditEventIn(client, event) {
  await insert(client, [event]);
}

/**
 * Whether there is room for what a request will leave behind.
 *
 * @returns {boolean}
 */
function hasRoomForAuditEvents() {
  return queue.length < queuedAtMost || spooledBytes < spooledAtMost;
}

/** What an alert should watch. */
function auditLogHealth() {
  return {
    audit_queue_depth: queue.length,
    audit_spool_bytes: spooledBytes,
    audit_dropped_total: dropped,
    audit_database_away_since: awaySince,
  };
}

/**
 * Writes what is waiting; call it before the database connection is closed.
 *
 * @returns {Promise<void>}
 */
async function flushAuditLog() {
  while (queue.length > 0 && awaySince === null) {
    await flush();
  }
  spill(queue.splice(0, queue.length));
}

function schedule(delay) {
  if (timer === null) {
    timer = setTimeout(() => {
      timer = null;
      void flush();
    }, delay);
    timer.unref();
  }
}

async function flush() {
  working = working ?? write().finally(() => {
    working = null;
  });
  await working;
}

async function write() {
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
async function insertInTime(events) {
  try {
    await within(insertWithinMs, insert(knex, events));
  } catch (error) {
    if (!/^2[23]/.test(String(error.code))) {
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

function within(ms, work) {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(limit));
  });
}

async function insert(client, events) {
  await client.raw(
    `INSERT INTO audit.audit_logs (
       id, occurred_at, actor_type, actor_id, actor_role, auth_method, tenant_id, action, crud,
       resource_type, resource_id, resource_count, outcome, reason, http_method, http_route,
       http_status, source_ip, user_agent, request_id, trace_id, changes, component, version,
       environment, details)
     SELECT
       id, "occurredAt", "actorType", "actorId", "actorRole", "authMethod", "tenantId", action, crud,
       "resourceType", "resourceId", "resourceCount", outcome, reason, "httpMethod", "httpRoute",
       "httpStatus", "sourceIp", "userAgent", "requestId", "traceId", changes, ?, ?,
       ?, details
     FROM jsonb_to_recordset(?::jsonb) AS event (
       id uuid, "occurredAt" timestamptz, "actorType" text, "actorId" text, "actorRole" text,
       "authMethod" text, "tenantId" text, action text, crud text, "resourceType" text,
       "resourceId" text, "resourceCount" integer, outcome text, reason text, "httpMethod" text,
       "httpRoute" text, "httpStatus" smallint, "sourceIp" inet, "userAgent" text,
       "requestId" text, "traceId" text, changes jsonb, details jsonb)`,
    [component, version, environment, JSON.stringify(events)],
  );
}

/** Keeps events on disk until the database is back. */
function spill(events) {
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
function lose(events, error) {
  dropped += events.length;
  for (const event of events) {
    console.error('audit event not stored:', String(error), JSON.stringify(event));
  }
}

async function drainSpool() {
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

function readSpool(path) {
  const events = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    try {
      if (line !== '') {
        events.push(JSON.parse(line));
      }
    } catch {
      // The line that was being written when a process died.
      dropped += 1;
    }
  }
  return events;
}

/** Takes over what processes left behind that are no more. */
function adoptSpools() {
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

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function systemEvent(action, details) {
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

module.exports = {
  eventId,
  recordAuditEvent,
  recordAuditEventIn,
  hasRoomForAuditEvents,
  auditLogHealth,
  flushAuditLog,
};
