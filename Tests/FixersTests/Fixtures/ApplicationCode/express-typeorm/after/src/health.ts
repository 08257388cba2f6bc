import type { RequestHandler } from 'express';
import { AppDataSource } from './data-source';

/** How long the database may take to answer before it counts as gone. */
const timeLimitMs = 2000;
/** After how long a question that nothing answers is given up, and asked anew. */
const givenUpAfterMs = 30000;

interface Question {
  askedAt: number;
  answer: Promise<void>;
}

let open: Question | null = null;

async function ask(): Promise<void> {
  await AppDataSource.query('SELECT 1');
}

/** Asks the database. Whoever wants to know while a question is open waits for the same answer. */
function askDatabase(): Promise<void> {
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
function databaseAnswers(): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), timeLimitMs);
    askDatabase()
      .then(() => resolve(true), () => resolve(false))
      .finally(() => clearTimeout(timer));
  });
}

/** Says whether the application can serve. Open to anybody: it tells no more than that. */
export const health: RequestHandler = async (_req, res) => {
  const isWell = await databaseAnswers();
  res.set('Cache-Control', 'no-store');
  res.status(isWell ? 200 : 503).json({ status: isWell ? 'ok' : 'unavailable' });
};
