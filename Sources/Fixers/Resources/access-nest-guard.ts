import {
  CanActivate,
  ExecutionContext,
  ForbiddenException,
  Injectable,
  UnauthorizedException,
  createParamDecorator,
} from '@nestjs/common';
import type { Request } from 'express';
{{storeImports}}
import { Role, Scope, policies, publicRoutes } from '{{policyPath}}';

interface Caller {
{{callerFields}}
}

/** What a request may reach. */
export class Reach {
  constructor(
{{reachFields}}
  ) {}
}

type Asked = Request & { reach?: Reach };

/** What the request may reach, for a method of a controller. */
export const CurrentReach = createParamDecorator((_data: unknown, context: ExecutionContext): Reach => {
  const { reach } = context.switchToHttp().getRequest<Asked>();
  if (!reach) {
    throw new ForbiddenException('no role was asked for this request');
  }
  return reach;
});

/** Lets a request pass that the policies allow to the caller's role, and no other. */
@Injectable()
export class AccessGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const req = context.switchToHttp().getRequest<Asked>();
    const name = routeName(context);
    const policy = policies[name];
    if (!policy && publicRoutes.includes(name)) {
      return true;
    }
    const caller = await findCaller({{actorId}});
    if (!caller) {
      throw new UnauthorizedException('the caller is not known');
    }
    if (!policy) {
      throw new ForbiddenException('no policy allows this route');
    }
    if (!Object.keys(policy.roles).includes(caller.role)) {
      throw new ForbiddenException(`${policy.action} is not for the role ${caller.role}`);
    }
    const scope = policy.roles[caller.role] ?? 'own';
    req.reach = new Reach({{reachValue}});
    return true;
  }
}

/** Notes which routes are open to anybody: what they refuse is theirs to say. */
@Injectable()
export class OpenRoutes implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    http.getResponse<{ locals: { isOpen?: boolean } }>().locals.isOpen = publicRoutes.includes(routeName(context));
    return true;
  }
}

/** The name of a route in the policies. */
function routeName(context: ExecutionContext): string {
  return `${context.getClass().name}.${context.getHandler().name}`;
}

{{connection}}
{{findCaller}}
{{callerOf}}

function ownersIn(scope: Scope, caller: Caller): {{ownerType}}[] | null {
  if (scope === 'all') {
    return null;
  }
  return {{ownersValue}};
}
{{limits}}
{{reaches}}
