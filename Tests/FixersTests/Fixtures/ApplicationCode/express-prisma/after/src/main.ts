import express from 'express';
import controllers from './controllers';
import { health } from './health';
import { measure, reportError } from './measurements';
import prisma from './prisma';

const app = express();
// Before everything else: probes have no credentials, and come every few seconds.
app.get('/healthz', health);

app.use(measure);
app.use(express.json());
app.use('/api', controllers);
app.use(reportError);

const server = app.listen(3000);

process.on('SIGTERM', () => {
  server.close(() => {
    void prisma.$disconnect();
  });
});
