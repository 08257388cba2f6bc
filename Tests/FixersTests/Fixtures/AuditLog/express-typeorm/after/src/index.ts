import express from 'express';
import { auditLogger } from './audit-logger';
import { AppDataSource } from './data-source';
import { signedIn } from './signed-in';
import { notes } from './notes';

async function main(): Promise<void> {
  await AppDataSource.initialize();

  const app = express();
  app.use(auditLogger);
  app.use(express.json());
  app.use('/notes', signedIn, notes);
  app.listen(3000);
}

void main();
