import express from 'express';
import { auditLogger } from './audit-logger.js';
import { answerRefusal } from './authorize.js';
import { requirePolicies } from './require-policies.js';
import { api } from './routes/api.js';

const app = express();

app.disable('x-powered-by');
app.use(auditLogger);
app.use(express.json());
app.use('/api', api);
app.use(answerRefusal);
app.use((error, req, res, next) => {
	res.status(error.status ?? 500).json({ error: error.message });
});
requirePolicies(app);

app.listen(process.env.PORT ?? 3000);
