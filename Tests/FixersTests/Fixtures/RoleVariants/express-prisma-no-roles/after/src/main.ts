import express from 'express';
import { auditLogger } from './audit-logger';
import { answerRefusal, refuseOptions, refuseUnknown } from './authorize';
import notes from './notes';
import { requirePolicies } from './require-policies';

const app = express();

app.use(auditLogger);
app.use('/api/notes', refuseOptions);
app.use('/api', notes);
app.use('/api/notes', refuseUnknown);
app.use(answerRefusal);

app.use((error: Error & { status?: number }, _req: express.Request, res: express.Response, _next: express.NextFunction) => {
  res.status(error.status ?? 500).json({ error: error.name });
});
requirePolicies(app);

app.listen(3000);
