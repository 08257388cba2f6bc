import {
  CanActivate,
  ExecutionContext,
  ForbiddenException,
  Injectable,
  UnauthorizedException,
  createParamDecorator,
} from '@nestjs/common';
import type { Request } from 'express';
import { PrismaService } from '../prisma/prisma.service';
import { Role, Scope, policies, publicRoutes } from './access-policy';

interface Caller {
  id: number;
  role: Role;
  team: number[];
}

/** What a request may reach. */
export class Reach {
  constructor(
    /** Users whose data it may reach; null for everybody's. */
    readonly owners: number[] | null,
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
    const caller = await findCaller(callerOf(req).id as number | undefined);
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
    req.reach = new Reach(ownersIn(scope, caller));
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

let database: PrismaService | null = null;

/** Gives the guard its connection. */
export function connectAccess(client: PrismaService): void {
  database = client;
}

function connected(): PrismaService {
  if (database === null) {
    throw new Error('access control is not connected to the database');
  }
  return database;
}

async function findCaller(id: number | undefined): Promise<Caller | null> {
  if (id === undefined || id === null) {
    return null;
  }
  const user = await connected().user.findUnique({
    where: { id: id },
    select: { id: true, role: true, teamId: true },
  });
  if (!user) {
    return null;
  }
  const team = user.teamId === null ? [] : await connected().user.findMany({ where: { teamId: user.teamId } });
  return { id: user.id, role: user.role as Role, team: team.map((one: { id: number }) => one.id) };
}

/** Who is calling, as authentication left it on the request. */
function callerOf(req: Request): Record<string, unknown> {
  return (req as Request & { user?: Record<string, unknown> }).user ?? {};
}

function ownersIn(scope: Scope, caller: Caller): number[] | null {
  if (scope === 'all') {
    return null;
  }
  return scope === 'own' ? [caller.id] : [caller.id, ...caller.team];
}

/** What limits the rows of each table to those within reach. */
export const within = {
  project: ({ owners }: Reach) => (owners === null ? {} : { ownerId: { in: owners } }),
  task: ({ owners }: Reach) => (owners === null ? {} : { project: { ownerId: { in: owners } } }),
};

const rowsWithinReach = {
  project: (id: number, limits: Reach) =>
    connected().project.count({ where: { id, AND: within.project(limits) } }),
  task: (id: number, limits: Reach) =>
    connected().task.count({ where: { id, AND: within.task(limits) } }),
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
