const express = require('express');
const session = require('express-session');
const mongoose = require('mongoose');
const mailer = require('mailer');

const User = mongoose.model('User', new mongoose.Schema({ name: String }));
const Report = mongoose.model('Report', new mongoose.Schema({ title: String }));

const app = express();
app.use(session({ secret: process.env.SESSION_SECRET }));

// Looks for the caller's record and hands on what goes wrong: a stranger has none, and goes on.
const load = (req, res, next) => {
  User.findById(req.session.userId, (err, user) => {
    if (err) return next(err);
    req.user = user;
    next();
  });
};

// Without a record nothing went wrong either, so that `next(err)` is `next()`.
const lenient = (req, res, next) => {
  User.findById(req.session.userId).exec((error, user) => {
    if (error || !user) return next(error);
    req.user = user;
    next();
  });
};

const strict = (req, res, next) => {
  User.findById(req.session.userId, (err, user) => {
    if (err) return next(err);
    if (!user) return next(new Error('sign in first'));
    req.user = user;
    next();
  });
};

function Profiles() {
  this.byUser = (id, callback) => {
    User.findOne({ _id: id }, (err, user) => {
      if (err) return callback(err, null);
      callback(null, user);
    });
  };
}
const profiles = new Profiles();

app.get('/profile', (req, res, next) => {
  profiles.byUser(req.session.userId, (err, doc) => {
    if (err) return next(err);
    return res.render('profile', { ...doc });
  });
});

app.get('/settings', (req, res, next) => {
  profiles.byUser(req.session.userId, (err, doc) => {
    if (err) return next(err);
    if (!doc) return res.redirect('/login');
    return res.render('settings', { ...doc });
  });
});

app.get('/reports', load, (req, res) => Report.find({}).then((all) => res.json(all)));
app.get('/drafts', lenient, (req, res) => Report.find({}).then((all) => res.json(all)));
app.get('/plans', strict, (req, res) => Report.find({}).then((all) => res.json(all)));

// What throws inside a callback stops nobody who is let pass beside it.
app.get('/thrown', (req, res, next) => {
  User.findOne({ _id: req.session.userId }, (err, user) => {
    if (err) throw err;
    res.json(user);
  });
});

// The promise of it fails where the store does, and not because of who is calling.
app.get('/promised', (req, res, next) => {
  User.findOne({ _id: req.session.userId }).then((user) => res.json(user)).catch(next);
});

app.get('/handled', (req, res, next) => {
  User.findOne({ _id: req.session.userId }).then((user) => res.json(user)).catch((err) => next(err));
});

// What is thrown on the way to `catch` is a refusal where it says so.
app.get('/asked', (req, res, next) => {
  User.findOne({ _id: req.session.userId })
    .then((user) => {
      if (!user) throw Object.assign(new Error('sign in first'), { status: 401 });
      return Report.find({});
    })
    .then((all) => res.json(all))
    .catch(next);
});

// Mail that cannot be sent says nothing of whose an object is.
app.post('/reports/:id/mail', strict, (req, res, next) => {
  mailer.send({ from: req.user.id, about: req.params.id }, (err) => {
    if (err) return next(err);
    Report.findOne({ _id: req.params.id }).then((report) => res.json(report));
  });
});

app.listen(3000);
