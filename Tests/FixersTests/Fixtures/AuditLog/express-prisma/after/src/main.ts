import express from 'express';
import { flushAuditLog } from './audit-log';
import { auditLogger } from './audit-logger';
import controllers from './controllers';
import prisma from './prisma';

const app = express();
app.use(auditLogger);
app.use(express.json());
app.use('/api', controllers);

const server = app.listen(3000);

process.on('SIGTERM', () => {
  server.close(() => {
    void flushAuditLog().then(() => prisma.$disconnect());
  });
});
