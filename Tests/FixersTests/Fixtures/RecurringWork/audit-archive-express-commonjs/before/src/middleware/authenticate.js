'use strict';

const { pool } = require('../db');

/** Who holds the token of the request. */
module.exports = async function authenticate(req, res, next) {
  const token = (req.get('authorization') || '').replace(/^Bearer /, '');
  if (!token) {
    return res.status(401).json({ error: 'Sign in first' });
  }
  const { rows } = await pool.query('SELECT id, role FROM users WHERE token = $1', [token]);
  if (!rows[0]) {
    return res.status(401).json({ error: 'Sign in first' });
  }
  req.user = rows[0];
  return next();
};
