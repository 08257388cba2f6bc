import { randomUUID } from 'crypto';
import { alone, close, inTransaction, ranBy, Transaction, writeDeletionLog } from './deletion-log';

// Deletes what is past its time; with --dry-run it only says what it would delete:
//
//   npm run purge -- --dry-run
//
// Ends with 0 when all is done, with 75 when another run is at work, with 1 when something failed.

/** How many rows of a table go in one transaction. */
const batchSize = Number(process.env.PURGE_BATCH_SIZE ?? 1000);
/** How many transactions one run spends on a table, so that a run ends. */
const batchesAtMost = Number(process.env.PURGE_BATCHES ?? 1000);

interface Policy {
  table: string;
  keptDays: number;
  /** Rows past their time that a legal hold keeps. */
  held: string;
  /** Rows past their time that would go. */
  due: string;
  /** Deletes one batch; answers how many rows went, by table. */
  purge: string;
}

// Periods are those of data-inventory.yml. Children come before what they belong to; a row waits while
// anything refers to it, and stays while a legal hold covers it or what it belongs to.
const policies: Policy[] = [
  {
    table: 'order',
    keptDays: 730,
    held: `
      SELECT count(*) AS count FROM "order" AS t
      WHERE t."createdAt" < now() - interval '730 days'
        AND disposal.held('order', t.id::text, 'person', t."personId"::text)`,
    due: `
      SELECT count(*) AS count FROM "order" AS t
      WHERE t."createdAt" < now() - interval '730 days'
        AND NOT disposal.held('order', t.id::text, 'person', t."personId"::text)`,
    purge: `
      WITH due AS (
        SELECT t.id AS key FROM "order" AS t
        WHERE t."createdAt" < now() - interval '730 days'
          AND NOT disposal.held('order', t.id::text, 'person', t."personId"::text)
        ORDER BY t."createdAt" LIMIT $1 FOR UPDATE OF t SKIP LOCKED
      ), gone AS (
        DELETE FROM "order" WHERE id IN (SELECT key FROM due) RETURNING 1
      )
      SELECT (SELECT count(*) FROM gone) AS "order"`,
  },
  {
    table: 'person',
    keptDays: 1095,
    held: `
      SELECT count(*) AS count FROM person AS t
      WHERE t."createdAt" < now() - interval '1095 days'
        AND disposal.held('person', t.id::text)`,
    due: `
      SELECT count(*) AS count FROM person AS t
      WHERE t."createdAt" < now() - interval '1095 days'
        AND NOT EXISTS (SELECT FROM "order" AS r WHERE r."personId" = t.id)
        AND NOT disposal.held('person', t.id::text)`,
    purge: `
      WITH due AS (
        SELECT t.id AS key FROM person AS t
        WHERE t."createdAt" < now() - interval '1095 days'
          AND NOT EXISTS (SELECT FROM "order" AS r WHERE r."personId" = t.id)
          AND NOT disposal.held('person', t.id::text)
        ORDER BY t."createdAt" LIMIT $1 FOR UPDATE OF t SKIP LOCKED
      ), gone AS (
        DELETE FROM person WHERE id IN (SELECT key FROM due) RETURNING 1
      )
      SELECT (SELECT count(*) FROM gone) AS "person"`,
  },
];

async function purge(dryRun: boolean): Promise<number> {
  const runId = randomUUID();
  const startedAt = new Date().toISOString();
  let waits = false;
  for (const policy of policies) {
    const cutoff = new Date(Date.now() - policy.keptDays * 86_400_000).toISOString();
    const entry = {
      runId,
      kind: 'purge' as const,
      action: 'deleted' as const,
      reason: `kept ${policy.keptDays} days`,
      cutoff,
      subjectDigest: null,
      dryRun,
      ranBy: ranBy(),
      startedAt,
    };
    let gone = 0;
    for (let batch = 0; batch < batchesAtMost; batch += 1) {
      const isFirst = batch === 0;
      const deleted = await inTransaction(async (transaction) => {
        if (!(await alone(transaction, waits))) {
          return null;
        }
        const held = isFirst ? await count(transaction, policy.held) : 0;
        const rows = dryRun
          ? { [policy.table]: await count(transaction, policy.due) }
          : numbers((await transaction.run(policy.purge, [batchSize]))[0] ?? {});
        for (const [table, number] of Object.entries(rows)) {
          // A run that found nothing is a run all the same: its first row says so.
          if (number > 0 || (isFirst && table === policy.table)) {
            await writeDeletionLog(transaction, {
              ...entry,
              table,
              rows: number,
              held: table === policy.table ? held : 0,
            });
          }
        }
        return rows[policy.table] ?? 0;
      });
      if (deleted === null) {
        console.error('another run is at work');
        return 75;
      }
      waits = true;
      gone += deleted;
      if (dryRun || deleted < batchSize) {
        break;
      }
    }
    console.log(`${policy.table}: ${gone} ${dryRun ? 'would be ' : ''}deleted`);
  }
  return 0;
}

async function count(transaction: Transaction, text: string): Promise<number> {
  const [row] = await transaction.run(text, []);
  return Number(row?.count ?? 0);
}

function numbers(row: Record<string, unknown>): Record<string, number> {
  return Object.fromEntries(Object.entries(row).map(([table, value]) => [table, Number(value)]));
}

purge(process.argv.includes('--dry-run'))
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(close);
