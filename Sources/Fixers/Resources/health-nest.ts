import { ServiceUnavailableException } from '@nestjs/common';
{{clientImport}}

/** How long the database may take to answer before it counts as gone. */
const timeLimitMs = 2000;
/** After how long a question that nothing answers is given up, and asked anew. */
const givenUpAfterMs = 30000;

interface Question {
  askedAt: number;
  answer: Promise<void>;
}

let open: Question | null = null;

{{listener}}
async function ask({{parameter}}): Promise<void> {
  await {{query}};
}

/** Asks the database. Whoever wants to know while a question is open waits for the same answer. */
function askDatabase({{parameter}}): Promise<void> {
  const now = Date.now();
  if (open !== null && now - open.askedAt < givenUpAfterMs) {
    return open.answer;
  }
  const question = { askedAt: now, answer: ask({{argument}}) };
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
function databaseAnswers({{parameter}}): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), timeLimitMs);
    askDatabase({{argument}})
      .then(() => resolve(true), () => resolve(false))
      .finally(() => clearTimeout(timer));
  });
}

/** Goes on while the database answers in time, and else says that nobody is served. */
export async function requireDatabase({{parameter}}): Promise<void> {
  if (!(await databaseAnswers({{argument}}))) {
    throw new ServiceUnavailableException({ status: 'unavailable' });
  }
}
