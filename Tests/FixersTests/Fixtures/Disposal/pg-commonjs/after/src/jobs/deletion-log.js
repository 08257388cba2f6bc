const { createHash } = require("crypto")
const { pool } = require("../db")

/**
 * A transaction, and the one thing to be done in it: statements that answer rows.
 *
 * @typedef {object} Transaction
 * @property {(text: string, values: Value[]) => Promise<Record<string, unknown>[]>} run
 */

/**
 * What the log keeps of a deletion: numbers and reasons, and nothing of what was deleted.
 *
 * @typedef {object} DeletionEntry
 * @property {string} runId
 * @property {'purge' | 'subject'} kind
 * @property {string} table
 * @property {'deleted' | 'anonymised' | 'detached'} action
 * @property {number} rows
 * @property {number} held
 * @property {string} reason
 * @property {string | null} cutoff
 * @property {string | null} subjectDigest
 * @property {boolean} dryRun
 * @property {string} ranBy
 * @property {string} startedAt
 */

/**
 * Runs work in a transaction: all of it is kept, or nothing.
 *
 * @param {(transaction: Transaction) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function inTransaction(work) {
	const client = await pool.connect()
	try {
		await client.query("BEGIN")
		const result = await work({
			run: async (text, values) => (await client.query(text, values)).rows,
		})
		await client.query("COMMIT")
		return result
	} catch (error) {
		await client.query("ROLLBACK")
		throw error
	} finally {
		client.release()
	}
}

/**
 * Adds an entry in the transaction that deletes, so that neither is there alone.
 *
 * @param {Transaction} transaction
 * @param {DeletionEntry} entry
 * @returns {Promise<void>}
 */
async function writeDeletionLog(transaction, entry) {
	await transaction.run(
		`INSERT INTO disposal.deletion_log
       (run_id, kind, table_name, action, row_count, held_count, reason, cutoff, subject_digest,
        dry_run, ran_by, started_at, finished_at)
     VALUES ($1::uuid, $2, $3, $4, $5::bigint, $6::bigint, $7,
       $8::timestamptz, $9, $10::boolean, $11, $12::timestamptz, clock_timestamp())`,
		[
			entry.runId,
			entry.kind,
			entry.table,
			entry.action,
			entry.rows,
			entry.held,
			entry.reason,
			entry.cutoff,
			entry.subjectDigest,
			entry.dryRun,
			entry.ranBy,
			entry.startedAt,
		],
	)
}

/**
 * Waits for other runs that delete; false when one is at work and this one is not to wait.
 *
 * @param {Transaction} transaction
 * @param {boolean} waits
 * @returns {Promise<boolean>}
 */
async function alone(transaction, waits) {
	if (waits) {
		await transaction.run("SELECT 1 FROM pg_advisory_xact_lock(hashtext('disposal'))", [])
		return true
	}
	const [row] = await transaction.run(
		"SELECT pg_try_advisory_xact_lock(hashtext('disposal')) AS locked",
		[],
	)
	return row?.locked === true
}

/**
 * Stands for a subject in the log: the same for the same row. Who knows the row finds its entry.
 *
 * @param {string} table
 * @param {string} key
 * @returns {string}
 */
function digestOf(table, key) {
	return createHash("sha256").update(`${table}:${key}`).digest("hex")
}

/**
 * Who runs this, as the log has it.
 *
 * @returns {string}
 */
function ranBy() {
	return process.env.DISPOSAL_RAN_BY ?? process.env.GITHUB_RUN_ID ?? process.env.HOSTNAME ?? "unknown"
}

/**
 * Ends the connections, so that the process can end.
 *
 * @returns {Promise<void>}
 */
async function close() {
	await pool.end()
}

module.exports = {
	inTransaction,
	writeDeletionLog,
	alone,
	digestOf,
	ranBy,
	close,
}
