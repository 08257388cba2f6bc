const requireUser = (req, res, next) => {
  if (!req.session.user) return res.sendStatus(401);
  next();
};

module.exports = (app) => {
  app.get('/orders', requireUser, (req, res) => res.json([]));
  app.post('/orders', (req, res) => res.json({}));
};
