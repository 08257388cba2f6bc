import { randomUUID } from 'crypto';
import {
  alone,
  close,
  digestOf,
  inTransaction,
  ranBy,
  Transaction,
  writeDeletionLog,
} from './deletion-log';

// Deletes what is kept of one person or customer:
//
//   npm run erase -- Order ID --request REFERENCE [--by NAME] [--dry-run]
//
// The reference is that of the request, for example its ticket; no name. Prints the certificate of
// the deletion. Ends with 0 when all is done, with 3 when a legal hold keeps something, with 4 when
// there is no such row, with 75 when another run is at work, with 1 when something failed.

interface Step {
  table: string;
  action: 'deleted' | 'anonymised' | 'detached';
  /** How many rows of the subject a legal hold keeps. */
  held: string;
  sql: string;
}

interface Subject {
  found: string;
  steps: Step[];
}

// Children come before what they belong to. What has to stay loses all that tells of a person.
const subjects: Record<string, Subject> = {
  'Order': {
    found: `SELECT count(*) AS count FROM "Order" AS t WHERE t.id = $1`,
    steps: [
      {
        table: 'OrderLine',
        action: 'deleted',
        held: `
          SELECT count(*) AS count FROM "OrderLine" AS t
          WHERE t."orderId" = $1
            AND disposal.held('OrderLine', t.id::text, 'Order', t."orderId"::text, 'Person', (SELECT a."personId" FROM "Order" AS a WHERE a.id = t."orderId")::text)`,
        sql: `
          WITH changed AS (
            DELETE FROM "OrderLine" AS t
            WHERE t."orderId" = $1 RETURNING 1
          )
          SELECT count(*) AS count FROM changed`,
      },
      {
        table: 'Order',
        action: 'deleted',
        held: `
          SELECT count(*) AS count FROM "Order" AS t
          WHERE t.id = $1
            AND disposal.held('Order', t.id::text, 'Person', t."personId"::text)`,
        sql: `
          WITH changed AS (
            DELETE FROM "Order" AS t
            WHERE t.id = $1 RETURNING 1
          )
          SELECT count(*) AS count FROM changed`,
      },
    ],
  },
  'Person': {
    found: `SELECT count(*) AS count FROM "Person" AS t WHERE t.id = $1`,
    steps: [
      {
        table: 'OrderLine',
        action: 'deleted',
        held: `
          SELECT count(*) AS count FROM "OrderLine" AS t
          WHERE t."orderId" IN (SELECT p.id FROM "Order" AS p WHERE p."personId" = $1)
            AND disposal.held('OrderLine', t.id::text, 'Order', t."orderId"::text, 'Person', (SELECT a."personId" FROM "Order" AS a WHERE a.id = t."orderId")::text)`,
        sql: `
          WITH changed AS (
            DELETE FROM "OrderLine" AS t
            WHERE t."orderId" IN (SELECT p.id FROM "Order" AS p WHERE p."personId" = $1) RETURNING 1
          )
          SELECT count(*) AS count FROM changed`,
      },
      {
        table: 'Order',
        action: 'deleted',
        held: `
          SELECT count(*) AS count FROM "Order" AS t
          WHERE t."personId" = $1
            AND disposal.held('Order', t.id::text, 'Person', t."personId"::text)`,
        sql: `
          WITH changed AS (
            DELETE FROM "Order" AS t
            WHERE t."personId" = $1 RETURNING 1
          )
          SELECT count(*) AS count FROM changed`,
      },
      {
        table: 'Person',
        action: 'deleted',
        held: `
          SELECT count(*) AS count FROM "Person" AS t
          WHERE t.id = $1
            AND disposal.held('Person', t.id::text)`,
        sql: `
          WITH changed AS (
            DELETE FROM "Person" AS t
            WHERE t.id = $1 RETURNING 1
          )
          SELECT count(*) AS count FROM changed`,
      },
    ],
  },
};

/** Takes a dry run back before anything of it is kept. */
class DryRun extends Error {}

async function erase(name: string, key: string, request: string, dryRun: boolean): Promise<number> {
  const subject = Object.prototype.hasOwnProperty.call(subjects, name) ? subjects[name] : undefined;
  if (subject === undefined) {
    console.error(`there is no subject '${name}'; known: ${Object.keys(subjects).join(', ')}`);
    return 2;
  }
  const runId = randomUUID();
  const startedAt = new Date().toISOString();
  const done: string[] = [];
  const code = await inTransaction(async (transaction) => {
    if (!(await alone(transaction, false))) {
      console.error('another run is at work');
      return 75;
    }
    if ((await count(transaction, subject.found, key)) === 0) {
      console.error(`there is no such row in ${name}`);
      return 4;
    }
    for (const step of subject.steps) {
      const held = await count(transaction, step.held, key);
      if (held > 0) {
        console.error(`refused: a legal hold keeps ${held} of ${step.table}`);
        return 3;
      }
    }
    for (const step of subject.steps) {
      const rows = await count(transaction, step.sql, key);
      await writeDeletionLog(transaction, {
        runId,
        kind: 'subject',
        table: step.table,
        action: step.action,
        rows,
        held: 0,
        reason: request,
        cutoff: null,
        subjectDigest: digestOf(name, key),
        dryRun,
        ranBy: ranBy(),
        startedAt,
      });
      done.push(`${step.table}: ${rows} ${step.action}`);
    }
    if (dryRun) {
      throw new DryRun();
    }
    return 0;
  }).catch((error) => {
    if (error instanceof DryRun) {
      return 0;
    }
    throw error;
  });
  if (code === 0) {
    console.log(certificate(name, key, request, runId, dryRun, done));
  }
  return code;
}

/** The record of the deletion, in the form that 'auditwright attest' reads. */
function certificate(
  name: string,
  key: string,
  request: string,
  runId: string,
  dryRun: boolean,
  done: string[],
): string {
  return [
    ...(dryRun ? ['# A dry run: nothing was deleted.'] : []),
    'kind: deletion',
    `subject: ${JSON.stringify(`${name}, SHA-256 ${digestOf(name, key)}`)}`,
    `request: ${JSON.stringify(request)}`,
    `executed-on: ${new Date().toISOString().slice(0, 10)}`,
    `performed-by: ${JSON.stringify(ranBy())}`,
    'systems: [database]',
    `run: ${runId}`,
    'done:',
    ...done.map((line) => `  - ${JSON.stringify(line)}`),
    `result: ${dryRun ? 'dry-run' : 'done'}`,
    'verifier:',
  ].join('\n');
}

async function count(transaction: Transaction, text: string, key: string): Promise<number> {
  const [row] = await transaction.run(text, [key]);
  return Number(row?.count ?? 0);
}

function option(name: string): string | undefined {
  const index = process.argv.indexOf(name);
  return index < 0 ? undefined : process.argv[index + 1];
}

async function main(): Promise<number> {
  const [name, key] = process.argv.slice(2);
  const request = option('--request');
  if (name === undefined || key === undefined || key.startsWith('--') || request === undefined) {
    console.error('give a subject, its id and --request REFERENCE');
    return 2;
  }
  const by = option('--by');
  if (by !== undefined) {
    process.env.DISPOSAL_RAN_BY = by;
  }
  return erase(name, key, request, process.argv.includes('--dry-run'));
}

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(close);
