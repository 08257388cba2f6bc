const db = require('../db');

exports.requireUser = async (req, res, next) => {
  const user = await db('sessions').where({ token: req.get('x-session') }).first();
  if (!user) {
    res.status(401).json({ error: 'Sign in first' });
    return;
  }
  req.user = user;
  next();
};
