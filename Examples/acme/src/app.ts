import express, { Application } from 'express';
import morgan from 'morgan';
import { authenticate } from './middleware/authenticate';
import { errorHandler } from './middleware/error-handler';
import { securityHeaders } from './middleware/security-headers';
import { authRouter } from './routes/auth';
import { contactsRouter } from './routes/contacts';
import { customersRouter } from './routes/customers';
import { dealsRouter } from './routes/deals';
import { exportsRouter } from './routes/exports';
import { filesRouter } from './routes/files';
import { invitationsRouter } from './routes/invitations';
import { invoiceDeliveryRouter } from './routes/invoice-delivery';
import { invoicesRouter } from './routes/invoices';
import { notesRouter } from './routes/notes';
import { passwordRouter } from './routes/password';
import { paymentsRouter } from './routes/payments';
import { pipelineRouter } from './routes/pipeline';
import { productsRouter } from './routes/products';
import { profileRouter } from './routes/profile';
import { reportsRouter } from './routes/reports';
import { searchRouter } from './routes/search';
import { sessionRouter } from './routes/session';
import { settingsRouter } from './routes/settings';
import { teamRouter } from './routes/team';
import { ticketsRouter } from './routes/tickets';
import { usersRouter } from './routes/users';
import { webhooksRouter } from './routes/webhooks';

export function createApp(): Application {
  const app = express();

  app.disable('x-powered-by');
  app.set('trust proxy', 1);
  app.use(morgan('tiny'));
  app.use(securityHeaders);

  // Signatures are computed over the raw body, so this comes before the JSON parser.
  app.use('/api/webhooks', express.raw({ type: 'application/json' }), webhooksRouter);

  app.use(express.json({ limit: '200kb' }));
  app.use('/api/auth', authRouter);
  app.use('/api/auth', passwordRouter);

  app.use('/api', authenticate);
  app.use('/api/session', sessionRouter);
  app.use('/api/profile', profileRouter);
  app.use('/api/users', usersRouter);
  app.use('/api/invitations', invitationsRouter);
  app.use('/api/team', teamRouter);
  app.use('/api/settings', settingsRouter);
  app.use('/api/customers', customersRouter);
  app.use('/api/contacts', contactsRouter);
  app.use('/api/deals', dealsRouter);
  app.use('/api/pipeline', pipelineRouter);
  app.use('/api/notes', notesRouter);
  app.use('/api/tickets', ticketsRouter);
  app.use('/api/files', filesRouter);
  app.use('/api/products', productsRouter);
  app.use('/api/invoices', invoicesRouter);
  app.use('/api/invoices', invoiceDeliveryRouter);
  app.use('/api/payments', paymentsRouter);
  app.use('/api/search', searchRouter);
  app.use('/api/reports', reportsRouter);
  app.use('/api/exports', exportsRouter);

  app.use(errorHandler);

  return app;
}
