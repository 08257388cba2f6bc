'use strict';

const app = require('./app');
const { pool } = require('./db');

const server = app.listen(process.env.PORT || 3000);

process.on('SIGTERM', () => {
  server.close(() => pool.end());
});
