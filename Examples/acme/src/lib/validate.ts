import { HttpError } from './errors';

type Body = Record<string, unknown>;

export function text(body: Body, field: string, maxLength = 500): string {
  const value = body[field];
  if (typeof value !== 'string' || value.trim() === '') {
    throw new HttpError(400, `${field} is required`);
  }
  if (value.length > maxLength) {
    throw new HttpError(400, `${field} is too long`);
  }
  return value.trim();
}

export function optionalText(body: Body, field: string, maxLength = 500): string | null {
  const value = body[field];
  return value === undefined || value === null || value === '' ? null : text(body, field, maxLength);
}

export function email(body: Body, field = 'email'): string {
  const value = text(body, field, 254).toLowerCase();
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    throw new HttpError(400, `${field} must be an email address`);
  }
  return value;
}

export function password(body: Body): string {
  const value = body.password;
  if (typeof value !== 'string' || value.length < 12) {
    throw new HttpError(400, 'password must have at least 12 characters');
  }
  return value;
}

export function uuid(value: unknown, field: string): string {
  if (typeof value !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) {
    throw new HttpError(400, `${field} must be a UUID`);
  }
  return value;
}

export function positiveInteger(value: unknown, field: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value <= 0) {
    throw new HttpError(400, `${field} must be a positive whole number`);
  }
  return value;
}

export function oneOf<T extends string>(value: unknown, choices: readonly T[], field: string): T {
  const match = choices.find((choice) => choice === value);
  if (match === undefined) {
    throw new HttpError(400, `${field} must be one of ${choices.join(', ')}`);
  }
  return match;
}

export function page(queryString: Record<string, unknown>): { limit: number; offset: number } {
  const limit = Math.min(Number(queryString.limit ?? 50) || 50, 200);
  const offset = Math.max(Number(queryString.offset ?? 0) || 0, 0);
  return { limit, offset };
}
