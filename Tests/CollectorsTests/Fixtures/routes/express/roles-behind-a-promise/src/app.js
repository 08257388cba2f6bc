const express = require('express');
const httpStatus = require('http-status');
const passport = require('passport');

class ApiError extends Error {
  constructor(statusCode, message) {
    super(message);
    this.statusCode = statusCode;
    Error.captureStackTrace(this, this.constructor);
  }
}

const rightsOf = new Map(Object.entries({ user: [], admin: ['readReports'] }));

const settle = (req, resolve, reject, wanted) => async (err, user, info) => {
  if (err || info || !user) {
    return reject(new ApiError(httpStatus.UNAUTHORIZED, 'Sign in first'));
  }
  req.user = user;
  if (wanted.length) {
    const rights = rightsOf.get(user.role);
    if (!wanted.every((right) => rights.includes(right))) {
      return reject(new ApiError(httpStatus.FORBIDDEN, 'Not for you'));
    }
  }
  resolve();
};

const auth = (...wanted) => async (req, res, next) =>
  new Promise((resolve, reject) => {
    passport.authenticate('jwt', { session: false }, settle(req, resolve, reject, wanted))(req, res, next);
  })
    .then(() => next())
    .catch((error) => next(error));

const app = express();
app.get('/reports', auth('readReports'), (req, res) => res.json([]));
app.get('/me', auth(), (req, res) => res.json(req.user));
app.listen(3000);
