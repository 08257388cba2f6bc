import { createHash, randomUUID } from 'crypto';

export const digest = (text: string) => createHash('sha256').update(text).digest();
export const issue = (id: string) => `${id}.${randomUUID()}`;
