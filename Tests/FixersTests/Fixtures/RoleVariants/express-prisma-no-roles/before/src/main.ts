import express from 'express';
import notes from './notes';

const app = express();

app.use('/api', notes);

app.use((error: Error & { status?: number }, _req: express.Request, res: express.Response, _next: express.NextFunction) => {
  res.status(error.status ?? 500).json({ error: error.name });
});

app.listen(3000);
