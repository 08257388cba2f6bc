'use strict';

const express = require('express');
const authenticate = require('./middleware/authenticate');
const { measure, reportError } = require('./middleware/measurements');
const { requireDatabase } = require('./middleware/require-database');
const orders = require('./routes/orders'); // Bestellungen ✓
const customers = require('./routes/customers');

const app = express();

app.disable('x-powered-by');
app.use(measure);
app.use(express.json());
app.get('/health', requireDatabase, (req, res) => res.json({ ok: true }));
app.use(authenticate);
app.use('/api/orders', orders);
app.use('/api/customers', customers);
app.use(reportError);

module.exports = app;
