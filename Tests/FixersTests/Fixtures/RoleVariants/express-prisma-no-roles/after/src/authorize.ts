import type { NextFunction, Request, Response } from 'express';
import prisma from './prisma';
import { Policy, Role, Scope, policies, publicRoutes } from './access-policy';
import { noteForAudit } from './audit-logger';

interface Caller {
  id: number;
  role: Role;
}

/** What a request may reach. */
export interface Reach {
  /** Users whose data it may reach; null for everybody's. */
  owners: number[] | null;
}

/** Whether every refusal looks the same, so that nobody learns which routes there are. */
const concealRoutes = true;
const answers = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not found' };

const fromNarrowest: Scope[] = ['own', 'all'];

const rules = Object.entries(policies).map(([route, policy]) => {
  const [method = '', path = ''] = route.split(' ');
  return { ...policy, route, method, path: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`, 'i') };
});

/** Lets a request pass that the policies allow to the caller's role, and no other. */
export async function authorize(req: Request, res: Response, next: NextFunction): Promise<void> {
  try {
    const asked = policiesFor(req);
    const caller = await findCaller(callerOf(req).id as number | undefined);
    if (!caller) {
      return deny(res, 'the caller is not known', 401);
    }
    if (asked.length === 0) {
      return deny(res, 'no policy allows this route', 404);
    }
    if (!asked.every(({ roles }) => Object.keys(roles).includes(caller.role))) {
      const actions = asked.map(({ action }) => action).join(', ');
      return deny(res, `${actions} is not for the role ${caller.role}`);
    }
    const scope = narrowest(asked, caller.role);
    res.locals.reach = { owners: ownersIn(scope, caller) };
    next();
  } catch (error) {
    next(error);
  }
}

async function findCaller(id: number | undefined): Promise<Caller | null> {
  if (id === undefined || id === null) {
    return null;
  }
  const user = await prisma.user.findUnique({
    where: { id: id },
    select: { id: true, role: true },
  });
  if (!user) {
    return null;
  }
  return { id: user.id, role: user.role as Role };
}

/** Who is calling, as authentication left it on the request. */
function callerOf(req: Request): Record<string, unknown> {
  return (req as Request & { auth?: Record<string, unknown> }).auth ?? {};
}

/** The policies of all routes that could take the request. */
function policiesFor(req: Request): Policy[] {
  const method = req.method === 'HEAD' ? 'GET' : req.method;
  const all = rules.filter((rule) => rule.method === method && rule.path.test(req.baseUrl + req.path));
  const route = `${method} ${req.baseUrl}${req.route?.path ?? ''}`;
  const one = all.filter((rule) => rule.route === route.replace(/(.)\/$/, '$1'));
  return one.length === 1 ? one : all;
}

/** Whether a request is for a route that anybody may use. */
function isOpen(req: Request): boolean {
  const [path = ''] = req.originalUrl.split('?');
  const method = req.method === 'HEAD' ? 'GET' : req.method;
  const open = publicRoutes.filter((route) => {
    const [wanted, pattern = ''] = route.split(' ');
    return wanted === method && new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}/?$`, 'i').test(path);
  });
  return open.length > 0 && !rules.some((rule) => rule.method === method && rule.path.test(path));
}

function narrowest(asked: Policy[], role: Role): Scope {
  const scopes = asked.map(({ roles }) => roles[role] ?? 'own');
  const rank = (scope: Scope) => fromNarrowest.indexOf(scope);
  return scopes.reduce((one, other) => (rank(one) < rank(other) ? one : other));
}

function ownersIn(scope: Scope, caller: Caller): number[] | null {
  if (scope === 'all') {
    return null;
  }
  return [caller.id];
}

/** What the request may reach; there is nothing before `authorize` has run. */
export function reach(res: Response): Reach {
  return res.locals.reach;
}

/** What limits the rows of each table to those within reach. */
export const within = {
  note: ({ owners }: Reach) => (owners === null ? {} : { authorId: { in: owners } }),
};

const rowsWithinReach = {
  note: (id: number, limits: Reach) =>
    prisma.note.count({ where: { id, AND: within.note(limits) } }),
};

/** Whether a row that a request refers to is within its reach. */
export async function reaches(
  limits: Reach,
  table: keyof typeof rowsWithinReach,
  id: unknown,
): Promise<boolean> {
  if (id === null || id === undefined || limits.owners === null) {
    return true;
  }
  // A key is a value: what is more might be read as a condition.
  if (typeof id === 'object') {
    return false;
  }
  return (await rowsWithinReach[table](id as never, limits)) > 0;
}

/** Refuses a request; why is for the audit log alone. */
export function deny(res: Response, reason: string, status: 401 | 403 | 404 = 403): void {
  noteForAudit(res, { reason });
  const shown = concealRoutes ? 403 : status;
  if (shown === 401) {
    res.set('WWW-Authenticate', 'Bearer');
  }
  res.status(shown).json({ error: answers[shown] });
}

/** Refuses what no route took, as if it were a route that is not allowed. */
export function refuseUnknown(req: Request, res: Response): void {
  deny(res, 'there is no such route', 404);
}

/** Refuses to tell which methods a path takes. */
export function refuseOptions(req: Request, res: Response, next: NextFunction): void {
  if (concealRoutes && req.method === 'OPTIONS') {
    return deny(res, 'OPTIONS is not answered');
  }
  next();
}

/** How code below a handler refuses. */
export class Refusal extends Error {}

/** Answers callers whom a guard or a service refused by an error like all others. */
export function answerRefusal(error: unknown, req: Request, res: Response, next: NextFunction): void {
  const { status, statusCode, message } = Object(error) as Record<string, unknown>;
  const shown = error instanceof Refusal ? 403 : status ?? statusCode;
  if ((shown !== 401 && shown !== 403) || res.headersSent || isOpen(req)) {
    return next(error);
  }
  deny(res, String(message ?? 'refused'), shown);
}
