/** Says whether the application can serve. Open to anybody: it tells no more than that. */
export const {{name}}: RequestHandler = async (_req, res) => {
  const isWell = await databaseAnswers();
  res.set('Cache-Control', 'no-store');
  res.status(isWell ? 200 : 503).json({ status: isWell ? 'ok' : 'unavailable' });
};
