const express = require('express');

const app = express();

function requireUser(req, res, next) {
  if (!req.user) return res.status(401).json({ error: 'sign in first' });
  next();
}

app.get('/before', (req, res) => res.json({}));

const account = express.Router();
account.get('/open', (req, res) => res.json({}));
account.use(requireUser);
account.get('/profile', (req, res) => res.json({}));
app.use('/account', account);
app.get('/sibling', (req, res) => res.json({}));

const all = express.Router();
all.use(requireUser);
all.get('/inside', (req, res) => res.json({}));
app.use(all);

// A router at the root with a guard for all paths stands before what follows it, too.
app.get('/after', (req, res) => res.json({}));

for (const [method, path] of [['get', '/table/a'], ['delete', '/table/b']]) {
  app[method](path, (req, res) => res.json({}));
}

if (process.env.NODE_ENV === 'development') {
  app.get('/debug', (req, res) => res.json(process.env));
}

app.listen(3000);
