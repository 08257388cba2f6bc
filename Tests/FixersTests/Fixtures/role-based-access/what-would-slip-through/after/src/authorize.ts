import type { NextFunction, Request, Response } from 'express';
import { pool } from './db';
import { Policy, Role, Scope, policies } from './access-policy';
import { noteForAudit } from './audit';

interface Caller {
  id: string;
  role: Role;
}

/** What a request may reach. */
export interface Reach {
  /** Users whose data it may reach; null for everybody's. */
  owners: string[] | null;
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
    const caller = await findCaller(callerOf(req).id);
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

async function findCaller(id: unknown): Promise<Caller | undefined> {
  const { rows } = await pool.query<Caller>(
    `SELECT u.id, u.role FROM users u WHERE u.id = $1`,
    [id],
  );
  return rows[0];
}

/** Who is calling, as authentication left it on the request. */
function callerOf(req: Request): Record<string, unknown> {
  return (req as Request & { user?: Record<string, unknown> }).user ?? {};
}

/** The policies of all routes that could take the request. */
function policiesFor(req: Request): Policy[] {
  const method = req.method === 'HEAD' ? 'GET' : req.method;
  const all = rules.filter((rule) => rule.method === method && rule.path.test(req.baseUrl + req.path));
  const route = `${method} ${req.baseUrl}${req.route?.path ?? ''}`;
  const one = all.filter((rule) => rule.route === route.replace(/(.)\/$/, '$1'));
  return one.length === 1 ? one : all;
}

function narrowest(asked: Policy[], role: Role): Scope {
  const scopes = asked.map(({ roles }) => roles[role] ?? 'own');
  const rank = (scope: Scope) => fromNarrowest.indexOf(scope);
  return scopes.reduce((one, other) => (rank(one) < rank(other) ? one : other));
}

function ownersIn(scope: Scope, caller: Caller): string[] | null {
  if (scope === 'all') {
    return null;
  }
  return [caller.id];
}

/** What the request may reach; there is nothing before `authorize` has run. */
export function reach(res: Response): Reach {
  return res.locals.reach;
}

const rowsWithinReach = {
  boards:
    'SELECT (owner_id = ANY($2) OR $2 IS NULL) AS reached FROM boards WHERE id = $1',
};

/** Whether a row that a request refers to is within its reach. */
export async function reaches(
  limits: Reach,
  table: keyof typeof rowsWithinReach,
  id: unknown,
): Promise<boolean> {
  if (id === null || id === undefined) {
    return true;
  }
  const { owners } = limits;
  const { rows } = await pool.query(rowsWithinReach[table], [id, owners]);
  // What is not there at all is for the handler to answer, where everything is within reach.
  return rows.length === 0 ? owners === null : rows[0].reached === true;
}

/** Refuses a request; why is for the audit log alone. */
export function deny(res: Response, reason: string, status: 401 | 403 | 404 = 403): void {
  noteForAudit(res, { reason });
  const shown = concealRoutes ? 404 : status;
  if (shown === 401) {
    res.set('WWW-Authenticate', 'Bearer');
  }
  res.status(shown).json({ error: answers[shown] });
}
