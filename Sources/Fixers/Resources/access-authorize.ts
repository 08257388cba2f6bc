import type { NextFunction, Request, Response } from 'express';
{{storeImports}}
import { Policy, Role, Scope, policies{{openImport}} } from '{{policyPath}}';
import { noteForAudit } from '{{auditPath}}';

interface Caller {
{{callerFields}}
}

/** What a request may reach. */
export interface Reach {
{{reachFields}}
}

/** Whether every refusal looks the same, so that nobody learns which routes there are. */
const concealRoutes = {{concealRoutes}};
const answers = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not found' };

const fromNarrowest: Scope[] = {{scopeOrder}};

const rules = Object.entries(policies).map(([route, policy]) => {
  const [method = '', path = ''] = route.split(' ');
  return { ...policy, route, method, path: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`, 'i') };
});

/** Lets a request pass that the policies allow to the caller's role, and no other. */
export async function authorize(req: Request, res: Response, next: NextFunction): Promise<void> {
  try {
    const asked = policiesFor(req);
{{passOpen}}
    const caller = await findCaller({{actorId}});
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
    res.locals.reach = {{reachValue}};
    next();
  } catch (error) {
    next(error);
  }
}

{{findCaller}}
{{callerOf}}

/** The policies of all routes that could take the request. */
function policiesFor(req: Request): Policy[] {
  const method = req.method === 'HEAD' ? 'GET' : req.method;
  const all = rules.filter((rule) => rule.method === method && rule.path.test(req.baseUrl + req.path));
  const route = `${method} ${req.baseUrl}${req.route?.path ?? ''}`;
  const one = all.filter((rule) => rule.route === route.replace(/(.)\/$/, '$1'));
  return one.length === 1 ? one : all;
}

{{isOpen}}
function narrowest(asked: Policy[], role: Role): Scope {
  const scopes = asked.map(({ roles }) => roles[role] ?? 'own');
  const rank = (scope: Scope) => fromNarrowest.indexOf(scope);
  return scopes.reduce((one, other) => (rank(one) < rank(other) ? one : other));
}

function ownersIn(scope: Scope, caller: Caller): {{ownerType}}[] | null {
  if (scope === 'all') {
    return null;
  }
  return {{ownersValue}};
}

/** What the request may reach; there is nothing before `authorize` has run. */
export function reach(res: Response): Reach {
  return res.locals.reach;
}
{{limits}}
{{reaches}}

/** Refuses a request; why is for the audit log alone. */
export function deny(res: Response, reason: string, status: 401 | 403 | 404 = 403): void {
  noteForAudit(res, { reason });
  const shown = concealRoutes ? {{concealedStatus}} : status;
  if (shown === 401) {
    res.set('WWW-Authenticate', 'Bearer');
  }
  res.status(shown).json({ {{errorKey}}: answers[shown] });
}
{{unknown}}
{{refused}}
