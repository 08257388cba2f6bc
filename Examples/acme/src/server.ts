import { createApp } from './app';
import { config } from './config';
import { pool } from './db';

const server = createApp().listen(config.port, () => {
  console.log(`acme-crm listening on port ${config.port}`);
});

function shutdown(): void {
  server.close(() => {
    pool.end().then(() => process.exit(0));
  });
}

process.on('SIGTERM', shutdown);
process.on('SIGINT', shutdown);
