/** Goes on while the database answers in time, and else says that nobody is served. */
export const {{name}}: RequestHandler = async (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  if (await databaseAnswers()) {
    next();
    return;
  }
  res.status(503).json({ status: 'unavailable' });
};
