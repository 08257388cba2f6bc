import { dataSource } from '../data-source';
import { currentMark, renewField } from '../field-encryption';

// Encrypts what is not encrypted yet, or was with an older key. Can be stopped, and run again:
//
//   npm run encrypt-fields
//
// Ends with 0 when every value is encrypted with the first key, with 1 when one could not be.

/** How many rows of a table go in one transaction. */
const batchSize = Number(process.env.FIELD_ENCRYPTION_BATCH_SIZE ?? 500);

type Value = string | number | null;

/** A transaction, and the one thing to be done in it: statements that answer rows. */
interface Transaction {
  run(text: string, values: Value[]): Promise<Record<string, unknown>[]>;
}

interface Field {
  field: string;
  /** The next rows after a key that are not encrypted with the first key. */
  next: string;
  /** Puts the encrypted value into a row. */
  save: string;
}

const fields: Field[] = [
  {
    field: 'Patient.ssn',
    next: `
      SELECT id AS key, ssn AS value FROM patients
      WHERE ssn IS NOT NULL AND NOT starts_with(ssn, $1)
        AND ssn <> 'erased'
        AND ($2::text::integer IS NULL OR id > $3::text::integer)
      ORDER BY id LIMIT $4 FOR UPDATE`,
    save: `UPDATE patients SET ssn = $1 WHERE id = $2::text::integer`,
  },
  {
    field: 'Patient.passportNumber',
    next: `
      SELECT id AS key, passport_number AS value FROM patients
      WHERE passport_number IS NOT NULL AND NOT starts_with(passport_number, $1)
        AND ($2::text::integer IS NULL OR id > $3::text::integer)
      ORDER BY id LIMIT $4 FOR UPDATE`,
    save: `UPDATE patients SET passport_number = $1 WHERE id = $2::text::integer`,
  },
  {
    field: 'Patient.diagnosis',
    next: `
      SELECT id AS key, diagnosis AS value FROM patients
      WHERE diagnosis IS NOT NULL AND NOT starts_with(diagnosis, $1)
        AND ($2::text::integer IS NULL OR id > $3::text::integer)
      ORDER BY id LIMIT $4 FOR UPDATE`,
    save: `UPDATE patients SET diagnosis = $1 WHERE id = $2::text::integer`,
  },
];

/** Runs work in a transaction: all of it is kept, or nothing. */
async function inTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
  if (!dataSource.isInitialized) {
    await dataSource.initialize();
  }
  return dataSource.transaction((manager) =>
    work({ run: (text, values) => manager.query(text, values) }),
  );
}

/** Encrypts one field of every row; answers how many rows could not be. */
async function encryptAll({ field, next, save }: Field): Promise<number> {
  let last: string | null = null;
  let done = 0;
  let failed = 0;
  for (;;) {
    const after: string | null = last;
    const rows = await inTransaction(async (transaction) => {
      const batch = await transaction.run(next, [currentMark(), after, after, batchSize]);
      for (const row of batch) {
        const key = String(row.key);
        const value = renewed(field, key, String(row.value));
        if (value === null) {
          failed += 1;
        } else {
          await transaction.run(save, [value, key]);
          done += 1;
        }
      }
      return batch.map((row) => String(row.key));
    });
    last = rows[rows.length - 1] ?? null;
    if (last === null) {
      console.log(`${field}: ${done} encrypted, ${failed} failed`);
      return failed;
    }
  }
}

/** The value encrypted anew; one that cannot be read stays as it is, and the others go on. */
function renewed(field: string, key: string, stored: string): string | null {
  try {
    return renewField(field, stored);
  } catch (error) {
    console.error(`${field} of ${key}: ${String(error)}`);
    return null;
  }
}

async function main(): Promise<number> {
  let failed = 0;
  for (const field of fields) {
    failed += await encryptAll(field);
  }
  return failed === 0 ? 0 : 1;
}

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => dataSource.destroy());
