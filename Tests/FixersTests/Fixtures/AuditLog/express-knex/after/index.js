const express = require('express');
const { auditLogger } = require('./audit-logger');
const books = require('./routes/books');

const app = express();

app.use(auditLogger);
app.use(express.json());
app.use('/books', books);

app.listen(3000);
