const { randomUUID } = require('crypto')
const { alone, close, inTransaction, ranBy, writeDeletionLog } = require('./deletion-log')

// Deletes what is past its time; with --dry-run it only says what it would delete:
//
//   npm run purge -- --dry-run
//
// Ends with 0 when all is done, with 75 when another run is at work, with 1 when something failed.

/** How many rows of a table go in one transaction. */
const batchSize = Number(process.env.PURGE_BATCH_SIZE ?? 1000)
/** How many transactions one run spends on a table, so that a run ends. */
const batchesAtMost = Number(process.env.PURGE_BATCHES ?? 1000)

/**
 * @typedef {object} Policy
 * @property {string} table
 * @property {number} keptDays
 * @property {string} held
 * @property {string} due
 * @property {string} purge
 */

// Periods are those of data-inventory.yml. Children come before what they belong to; a row waits while
// anything refers to it, and stays while a legal hold covers it or what it belongs to.
const policies = [
  {
    table: 'orders',
    keptDays: 730,
    held: `
      SELECT count(*) AS count FROM orders AS t
      WHERE t.created_at < now() - interval '730 days'
        AND disposal.held('orders', t.id::text, 'people', t.person_id::text)`,
    due: `
      SELECT count(*) AS count FROM orders AS t
      WHERE t.created_at < now() - interval '730 days'
        AND NOT EXISTS (SELECT FROM order_lines AS p WHERE p.order_id = t.id AND disposal.held('order_lines', p.id::text))
        AND NOT disposal.held('orders', t.id::text, 'people', t.person_id::text)`,
    purge: `
      WITH due AS (
        SELECT t.id AS key FROM orders AS t
        WHERE t.created_at < now() - interval '730 days'
          AND NOT EXISTS (SELECT FROM order_lines AS p WHERE p.order_id = t.id AND disposal.held('order_lines', p.id::text))
          AND NOT disposal.held('orders', t.id::text, 'people', t.person_id::text)
        ORDER BY t.created_at LIMIT ? FOR UPDATE OF t SKIP LOCKED
      ), part_1 AS (
        DELETE FROM order_lines WHERE order_id IN (SELECT key FROM due) RETURNING 1
      ), gone AS (
        DELETE FROM orders WHERE id IN (SELECT key FROM due) RETURNING 1
      )
      SELECT (SELECT count(*) FROM gone) AS "orders", (SELECT count(*) FROM part_1) AS "order_lines"`,
  },
  {
    table: 'people',
    keptDays: 1095,
    held: `
      SELECT count(*) AS count FROM people AS t
      WHERE greatest(t.created_at, t.updated_at) < now() - interval '1095 days'
        AND disposal.held('people', t.id::text)`,
    due: `
      SELECT count(*) AS count FROM people AS t
      WHERE greatest(t.created_at, t.updated_at) < now() - interval '1095 days'
        AND NOT EXISTS (SELECT FROM orders AS r WHERE r.person_id = t.id)
        AND NOT disposal.held('people', t.id::text)`,
    purge: `
      WITH due AS (
        SELECT t.id AS key FROM people AS t
        WHERE greatest(t.created_at, t.updated_at) < now() - interval '1095 days'
          AND NOT EXISTS (SELECT FROM orders AS r WHERE r.person_id = t.id)
          AND NOT disposal.held('people', t.id::text)
        ORDER BY greatest(t.created_at, t.updated_at) LIMIT ? FOR UPDATE OF t SKIP LOCKED
      ), gone AS (
        DELETE FROM people WHERE id IN (SELECT key FROM due) RETURNING 1
      )
      SELECT (SELECT count(*) FROM gone) AS "people"`,
  },
]

async function purge(dryRun) {
  const runId = randomUUID()
  const startedAt = new Date().toISOString()
  let waits = false
  for (const policy of policies) {
    const cutoff = new Date(Date.now() - policy.keptDays * 86_400_000).toISOString()
    const entry = {
      runId,
      kind: 'purge',
      action: 'deleted',
      reason: `kept ${policy.keptDays} days`,
      cutoff,
      subjectDigest: null,
      dryRun,
      ranBy: ranBy(),
      startedAt,
    }
    let gone = 0
    for (let batch = 0; batch < batchesAtMost; batch += 1) {
      const isFirst = batch === 0
      const deleted = await inTransaction(async (transaction) => {
        if (!(await alone(transaction, waits))) {
          return null
        }
        const held = isFirst ? await count(transaction, policy.held) : 0
        const rows = dryRun
          ? { [policy.table]: await count(transaction, policy.due) }
          : numbers((await transaction.run(policy.purge, [batchSize]))[0] ?? {})
        for (const [table, number] of Object.entries(rows)) {
          // A run that found nothing is a run all the same: its first row says so.
          if (number > 0 || (isFirst && table === policy.table)) {
            await writeDeletionLog(transaction, {
              ...entry,
              table,
              rows: number,
              held: table === policy.table ? held : 0,
            })
          }
        }
        return rows[policy.table] ?? 0
      })
      if (deleted === null) {
        console.error('another run is at work')
        return 75
      }
      waits = true
      gone += deleted
      if (dryRun || deleted < batchSize) {
        break
      }
    }
    console.log(`${policy.table}: ${gone} ${dryRun ? 'would be ' : ''}deleted`)
  }
  return 0
}

async function count(transaction, text) {
  const [row] = await transaction.run(text, [])
  return Number(row?.count ?? 0)
}

function numbers(row) {
  return Object.fromEntries(Object.entries(row).map(([table, value]) => [table, Number(value)]))
}

purge(process.argv.includes('--dry-run'))
  .then((code) => {
    process.exitCode = code
  })
  .catch((error) => {
    console.error(error)
    process.exitCode = 1
  })
  .finally(close)
