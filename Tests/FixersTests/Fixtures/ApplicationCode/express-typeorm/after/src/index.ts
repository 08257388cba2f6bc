import express from 'express';
import { AppDataSource } from './data-source';
import { health } from './health';
import { measure, reportError } from './measurements';
import { signedIn } from './signed-in';
import { notes } from './notes';

async function main(): Promise<void> {
  await AppDataSource.initialize();

  const app = express();
  // Before everything else: probes have no credentials, and come every few seconds.
  app.get('/healthz', health);

  app.use(measure);
  app.use(express.json());
  app.use('/notes', signedIn, notes);
  app.use(reportError);
  app.listen(3000);
}

void main();
