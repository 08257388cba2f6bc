'use strict';

const express = require('express');
const authenticate = require('./middleware/authenticate');
const orders = require('./routes/orders'); // Bestellungen ✓
const customers = require('./routes/customers');

const app = express();

app.disable('x-powered-by');
app.use(express.json());
app.get('/health', (req, res) => res.json({ ok: true }));
app.use(authenticate);
app.use('/api/orders', orders);
app.use('/api/customers', customers);

module.exports = app;
