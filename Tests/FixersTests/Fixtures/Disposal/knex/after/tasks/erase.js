const { randomUUID } = require('crypto')
const { alone, close, digestOf, inTransaction, ranBy, writeDeletionLog } = require('./deletion-log')

// Deletes what is kept of one person or customer:
//
//   npm run erase -- orders ID --request REFERENCE [--by NAME] [--dry-run]
//
// The reference is that of the request, for example its ticket; no name. Prints the certificate of
// the deletion. Ends with 0 when all is done, with 3 when a legal hold keeps something, with 4 when
// there is no such row, with 75 when another run is at work, with 1 when something failed.

/**
 * @typedef {object} Step
 * @property {string} table
 * @property {'deleted' | 'anonymised' | 'detached'} action
 * @property {string} held
 * @property {string} sql
 */

/**
 * @typedef {object} Subject
 * @property {string} found
 * @property {Step[]} steps
 */

// Children come before what they belong to. What has to stay loses all that tells of a person.
const subjects = {
  orders: {
    found: `SELECT count(*) AS count FROM orders AS t WHERE t.id = ?::integer`,
    steps: [
      {
        table: 'order_lines',
        action: 'deleted',
        held: `
          SELECT count(*) AS count FROM order_lines AS t
          WHERE t.order_id = ?::integer
            AND disposal.held('order_lines', t.id::text, 'orders', t.order_id::text, 'people', (SELECT a.person_id FROM orders AS a WHERE a.id = t.order_id)::text)`,
        sql: `
          WITH changed AS (
            DELETE FROM order_lines AS t
            WHERE t.order_id = ?::integer RETURNING 1
          )
          SELECT count(*) AS count FROM changed`,
      },
      {
        table: 'orders',
        action: 'deleted',
        held: `
          SELECT count(*) AS count FROM orders AS t
          WHERE t.id = ?::integer
            AND disposal.held('orders', t.id::text, 'people', t.person_id::text)`,
        sql: `
          WITH changed AS (
            DELETE FROM orders AS t
            WHERE t.id = ?::integer RETURNING 1
          )
          SELECT count(*) AS count FROM changed`,
      },
    ],
  },
  people: {
    found: `SELECT count(*) AS count FROM people AS t WHERE t.id = ?::integer`,
    steps: [
      {
        table: 'order_lines',
        action: 'deleted',
        held: `
          SELECT count(*) AS count FROM order_lines AS t
          WHERE t.order_id IN (SELECT p.id FROM orders AS p WHERE p.person_id = ?::integer)
            AND disposal.held('order_lines', t.id::text, 'orders', t.order_id::text, 'people', (SELECT a.person_id FROM orders AS a WHERE a.id = t.order_id)::text)`,
        sql: `
          WITH changed AS (
            DELETE FROM order_lines AS t
            WHERE t.order_id IN (SELECT p.id FROM orders AS p WHERE p.person_id = ?::integer) RETURNING 1
          )
          SELECT count(*) AS count FROM changed`,
      },
      {
        table: 'orders',
        action: 'deleted',
        held: `
          SELECT count(*) AS count FROM orders AS t
          WHERE t.person_id = ?::integer
            AND disposal.held('orders', t.id::text, 'people', t.person_id::text)`,
        sql: `
          WITH changed AS (
            DELETE FROM orders AS t
            WHERE t.person_id = ?::integer RETURNING 1
          )
          SELECT count(*) AS count FROM changed`,
      },
      {
        table: 'people',
        action: 'deleted',
        held: `
          SELECT count(*) AS count FROM people AS t
          WHERE t.id = ?::integer
            AND disposal.held('people', t.id::text)`,
        sql: `
          WITH changed AS (
            DELETE FROM people AS t
            WHERE t.id = ?::integer RETURNING 1
          )
          SELECT count(*) AS count FROM changed`,
      },
    ],
  },
}

/** Takes a dry run back before anything of it is kept. */
class DryRun extends Error {}

async function erase(name, key, request, dryRun) {
  const subject = Object.prototype.hasOwnProperty.call(subjects, name) ? subjects[name] : undefined
  if (subject === undefined) {
    console.error(`there is no subject '${name}'; known: ${Object.keys(subjects).join(', ')}`)
    return 2
  }
  const runId = randomUUID()
  const startedAt = new Date().toISOString()
  const done = []
  const code = await inTransaction(async (transaction) => {
    if (!(await alone(transaction, false))) {
      console.error('another run is at work')
      return 75
    }
    if ((await count(transaction, subject.found, key)) === 0) {
      console.error(`there is no such row in ${name}`)
      return 4
    }
    for (const step of subject.steps) {
      const held = await count(transaction, step.held, key)
      if (held > 0) {
        console.error(`refused: a legal hold keeps ${held} of ${step.table}`)
        return 3
      }
    }
    for (const step of subject.steps) {
      const rows = await count(transaction, step.sql, key)
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
      })
      done.push(`${step.table}: ${rows} ${step.action}`)
    }
    if (dryRun) {
      throw new DryRun()
    }
    return 0
  }).catch((error) => {
    if (error instanceof DryRun) {
      return 0
    }
    throw error
  })
  if (code === 0) {
    console.log(certificate(name, key, request, runId, dryRun, done))
  }
  return code
}

/** The record of the deletion, in the form that 'auditwright attest' reads. */
function certificate(name, key, request, runId, dryRun, done) {
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
  ].join('\n')
}

async function count(transaction, text, key) {
  const [row] = await transaction.run(text, [key])
  return Number(row?.count ?? 0)
}

function option(name) {
  const index = process.argv.indexOf(name)
  return index < 0 ? undefined : process.argv[index + 1]
}

async function main() {
  const [name, key] = process.argv.slice(2)
  const request = option('--request')
  if (name === undefined || key === undefined || key.startsWith('--') || request === undefined) {
    console.error('give a subject, its id and --request REFERENCE')
    return 2
  }
  const by = option('--by')
  if (by !== undefined) {
    process.env.DISPOSAL_RAN_BY = by
  }
  return erase(name, key, request, process.argv.includes('--dry-run'))
}

main()
  .then((code) => {
    process.exitCode = code
  })
  .catch((error) => {
    console.error(error)
    process.exitCode = 1
  })
  .finally(close)
