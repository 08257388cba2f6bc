const express = require('express');
const jwt = require('jsonwebtoken');
const passport = require('passport');
const tickets = require('tickets');
const { UnauthorizedError } = require('./errors');

const app = express();
const key = process.env.JWT_SECRET;
const tokenOf = (req) => req.headers.authorization?.split(' ')[1];

// The error of a verification is a verdict on the caller.
const verified = (req, res, next) => {
  jwt.verify(tokenOf(req), key, (err, user) => {
    if (err) return next(err);
    req.user = user;
    next();
  });
};

const verifiedOrThrown = (req, res, next) => {
  jwt.verify(tokenOf(req), key, (error, user) => {
    if (error) throw error;
    req.user = user;
    next();
  });
};

const strategy = (req, res, next) => {
  passport.authenticate('jwt', (err, user) => {
    if (err) return next(err);
    if (!user) return next(new UnauthorizedError());
    req.user = user;
    next();
  })(req, res, next);
};

// The strategy goes well for a stranger too: nobody asks whether there was a user.
const unasked = (req, res, next) => {
  passport.authenticate('jwt', (err, user) => {
    if (err) return next(err);
    req.user = user;
    next();
  })(req, res, next);
};

const asked = (req, res, next) => {
  if (!req.user) return next(new UnauthorizedError());
  next();
};

const promised = (req, res, next) => {
  new Promise((resolve, reject) => {
    jwt.verify(tokenOf(req), key, (err, user) => (err ? reject(err) : resolve(user)));
  })
    .then((user) => {
      req.user = user;
      next();
    })
    .catch(next);
};

const looked = (req, res, next) => {
  tickets
    .holder(tokenOf(req))
    .then((user) => {
      if (!user) throw new UnauthorizedError();
      req.user = user;
      next();
    })
    .catch(next);
};

// Whether reading a ticket fails without one is not to be seen here.
const elsewhere = (req, res, next) => {
  tickets.read(tokenOf(req), (err, user) => {
    if (err) return res.status(401).json({ error: 'sign in' });
    req.user = user;
    next();
  });
};

const all = (req, res) => res.json([]);
app.get('/verified', verified, all);
app.get('/thrown', verifiedOrThrown, all);
app.get('/strategy', strategy, all);
app.get('/unasked', unasked, all);
app.get('/asked', asked, all);
app.get('/promised', promised, all);
app.get('/looked', looked, all);
app.get('/elsewhere', elsewhere, all);

app.get('/inside', (req, res, next) => {
  jwt.verify(tokenOf(req), key, (err, user) => {
    if (err) return next(err);
    res.json(user);
  });
});

app.listen(3000);
