import { ServiceUnavailableException } from "@nestjs/common";
import type { DataSource } from "typeorm";

/** How long the database may take to answer before it counts as gone. */
const timeLimitMs = 2000;
/** After how long a question that nothing answers is given up, and asked anew. */
const givenUpAfterMs = 30000;

interface Question {
    askedAt: number;
    answer: Promise<void>;
}

let open: Question | null = null;

async function ask(database: DataSource): Promise<void> {
    await database.query("SELECT 1");
}

/** Asks the database. Whoever wants to know while a question is open waits for the same answer. */
function askDatabase(database: DataSource): Promise<void> {
    const now = Date.now();
    if (open !== null && now - open.askedAt < givenUpAfterMs) {
        return open.answer;
    }
    const question = { askedAt: now, answer: ask(database) };
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
function databaseAnswers(database: DataSource): Promise<boolean> {
    return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), timeLimitMs);
        askDatabase(database)
            .then(() => resolve(true), () => resolve(false))
            .finally(() => clearTimeout(timer));
    });
}

/** Goes on while the database answers in time, and else says that nobody is served. */
export async function requireDatabase(database: DataSource): Promise<void> {
    if (!(await databaseAnswers(database))) {
        throw new ServiceUnavailableException({ status: "unavailable" });
    }
}
