const jwt = require('jsonwebtoken');

exports.requireUser = function requireUser(req, res, next) {
  try {
    req.user = jwt.verify(req.get('authorization').replace('Bearer ', ''), process.env.JWT_KEY);
  } catch (error) {
    return res.status(401).json({ error: 'no session' });
  }
  return next();
};
