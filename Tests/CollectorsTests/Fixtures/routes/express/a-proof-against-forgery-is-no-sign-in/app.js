const express = require('express');
const app = express();

// Anybody is given a session; with it, nobody else can send their requests.
const notForged = (req, res, next) => {
  const session = req.cookies.session;
  if (!session || req.get('x-csrf-token') !== session.proof) {
    return res.status(403).json({ error: 'forged' });
  }
  next();
};

const signedIn = (req, res, next) => {
  if (!req.user) return res.status(401).json({ error: 'sign in' });
  next();
};

app.post('/basket', notForged, (req, res) => res.json({}));
app.post('/orders', notForged, signedIn, (req, res) => res.json({}));
app.get('/orders', signedIn, (req, res) => res.json([]));

app.listen(3000);
