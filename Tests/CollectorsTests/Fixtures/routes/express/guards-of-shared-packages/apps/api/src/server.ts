import { requireUser } from '@acme/guards';
import express from 'express';

const app = express();
app.get('/health', (req, res) => res.send('ok'));
app.use('/api', requireUser);
app.get('/api/items', (req, res) => res.json([]));
app.listen(3000);
