import express from 'express';
import { api } from './routes/api.js';

const app = express();

app.disable('x-powered-by');
app.use(express.json());
app.use('/api', api);
app.use((error, req, res, next) => {
	res.status(error.status ?? 500).json({ error: error.message });
});

app.listen(process.env.PORT ?? 3000);
