import express from 'express';
import controllers from './controllers';
import prisma from './prisma';

const app = express();
app.use(express.json());
app.use('/api', controllers);

const server = app.listen(3000);

process.on('SIGTERM', () => {
  server.close(() => {
    void prisma.$disconnect();
  });
});
