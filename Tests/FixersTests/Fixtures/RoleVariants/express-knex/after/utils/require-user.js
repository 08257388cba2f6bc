const jwt = require('jsonwebtoken');
const { deny } = require('../authorize');

exports.requireUser = function requireUser(req, res, next) {
  try {
    req.user = jwt.verify(req.get('authorization').replace('Bearer ', ''), process.env.JWT_KEY);
  } catch (error) {
    return deny(res, 'no session', 401);
  }
  return next();
};
