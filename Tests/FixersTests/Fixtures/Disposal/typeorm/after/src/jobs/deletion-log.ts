import { createHash } from 'crypto';
import { dataSource } from '../data-source';

export type Value = string | number | boolean | null;

/** A transaction, and the one thing to be done in it: statements that answer rows. */
export interface Transaction {
  run(text: string, values: Value[]): Promise<Record<string, unknown>[]>;
}

/** What the log keeps of a deletion: numbers and reasons, and nothing of what was deleted. */
export interface DeletionEntry {
  runId: string;
  kind: 'purge' | 'subject';
  table: string;
  action: 'deleted' | 'anonymised' | 'detached';
  rows: number;
  held: number;
  reason: string;
  cutoff: string | null;
  subjectDigest: string | null;
  dryRun: boolean;
  ranBy: string;
  startedAt: string;
}

/** Runs work in a transaction: all of it is kept, or nothing. */
export async function inTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
  if (!dataSource.isInitialized) {
    await dataSource.initialize();
  }
  return dataSource.transaction((manager) =>
    work({ run: (text, values) => manager.query(text, values) }),
  );
}

/** Adds an entry in the transaction that deletes, so that neither is there alone. */
export async function writeDeletionLog(transaction: Transaction, entry: DeletionEntry): Promise<void> {
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
  );
}

/** Waits for other runs that delete; false when one is at work and this one is not to wait. */
export async function alone(transaction: Transaction, waits: boolean): Promise<boolean> {
  if (waits) {
    await transaction.run("SELECT 1 FROM pg_advisory_xact_lock(hashtext('disposal'))", []);
    return true;
  }
  const [row] = await transaction.run(
    "SELECT pg_try_advisory_xact_lock(hashtext('disposal')) AS locked",
    [],
  );
  return row?.locked === true;
}

/** Stands for a subject in the log: the same for the same row. Who knows the row finds its entry. */
export function digestOf(table: string, key: string): string {
  return createHash('sha256').update(`${table}:${key}`).digest('hex');
}

/** Who runs this, as the log has it. */
export function ranBy(): string {
  return process.env.DISPOSAL_RAN_BY ?? process.env.GITHUB_RUN_ID ?? process.env.HOSTNAME ?? 'unknown';
}

/** Ends the connections, so that the process can end. */
export async function close(): Promise<void> {
  await dataSource.destroy();
}
