import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { pool, transaction } from './db';

const directory = join(process.cwd(), 'migrations');

async function migrate(): Promise<void> {
  await transaction(async (client) => {
    // Every task runs this at start; the lock lets one of them do the work.
    await client.query('SELECT pg_advisory_xact_lock(72031)');
    await client.query(
      `CREATE TABLE IF NOT EXISTS schema_migrations (
         name text PRIMARY KEY,
         applied_at timestamptz NOT NULL DEFAULT now()
       )`,
    );
    const applied = await client.query<{ name: string }>('SELECT name FROM schema_migrations');
    const done = new Set(applied.rows.map((row) => row.name));

    for (const name of readdirSync(directory).sort()) {
      if (!name.endsWith('.sql') || done.has(name)) {
        continue;
      }
      await client.query(readFileSync(join(directory, name), 'utf8'));
      await client.query('INSERT INTO schema_migrations (name) VALUES ($1)', [name]);
      console.log(`applied ${name}`);
    }
  });
}

migrate()
  .then(() => pool.end())
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
