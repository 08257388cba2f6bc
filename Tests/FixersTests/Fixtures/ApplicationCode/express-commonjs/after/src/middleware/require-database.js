const { pool } = require('../db');

/** How long the database may take to answer before it counts as gone. */
const timeLimitMs = 2000;
/** After how long a question that nothing answers is given up, and asked anew. */
const givenUpAfterMs = 30000;

/**
 * @typedef {object} Question
 * @property {number} askedAt
 * @property {Promise<void>} answer
 */

/** @type {Question | null} */
let open = null;

// A database that stops ends idle connections; without a listener that would end the process too.
pool.on('error', (error) => {
  console.error(`an idle connection to the database ended: ${error.message}`);
});

async function ask() {
  await pool.query('SELECT 1');
}

/** Asks the database. Whoever wants to know while a question is open waits for the same answer. */
function askDatabase() {
  const now = Date.now();
  if (open !== null && now - open.askedAt < givenUpAfterMs) {
    return open.answer;
  }
  const question = { askedAt: now, answer: ask() };
  const close = () => {
    if (open === question) {
      open = null;
    }
  };
  question.answer.then(close, close);
  open = question;
  return question.answer;
}

/** Whether the database answers in time. */
function databaseAnswers() {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), timeLimitMs);
    askDatabase()
      .then(() => resolve(true), () => resolve(false))
      .finally(() => clearTimeout(timer));
  });
}

/** Goes on while the database answers in time, and else says that nobody is served. */
const requireDatabase = async (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  if (await databaseAnswers()) {
    next();
    return;
  }
  res.status(503).json({ status: 'unavailable' });
};

module.exports = { requireDatabase };
