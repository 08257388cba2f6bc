const knex = require('../db');

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

async function ask() {
  await knex.raw('SELECT 1');
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

/** Says whether the application can serve. Open to anybody: it tells no more than that. */
const health = async (_req, res) => {
  const isWell = await databaseAnswers();
  res.set('Cache-Control', 'no-store');
  res.status(isWell ? 200 : 503).json({ status: isWell ? 'ok' : 'unavailable' });
};

module.exports = { health };
