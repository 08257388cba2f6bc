const express = require('express');
const books = require('./routes/books');
const { health } = require('./routes/health');
const { measure, reportError } = require('./utils/measurements');

const app = express();

// Before everything else: probes have no credentials, and come every few seconds.
app.get('/healthz', health);

app.use(measure);
app.use(express.json());
app.use('/books', books);
app.use(reportError);

app.listen(3000);
