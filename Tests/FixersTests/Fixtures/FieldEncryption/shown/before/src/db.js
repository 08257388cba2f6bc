const { Pool } = require('pg');

exports.pool = new Pool();
exports.add = (id, diagnosis) => exports.pool.query('INSERT INTO patients VALUES ($1, $2)', [id, diagnosis]);
