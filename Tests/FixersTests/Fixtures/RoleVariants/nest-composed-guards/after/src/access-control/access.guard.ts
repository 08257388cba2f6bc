import {
  CanActivate,
  ExecutionContext,
  ForbiddenException,
  Injectable,
  UnauthorizedException,
  createParamDecorator,
} from '@nestjs/common';
import type { Request } from 'express';
import { DataSource, In } from 'typeorm';
import { NoteEntity } from '../modules/notes/note.entity';
import { UserEntity } from '../modules/users/user.entity';
import { Role, Scope, policies, publicRoutes } from './access-policy';

interface Caller {
  id: string;
  role: Role;
}

/** What a request may reach. */
export class Reach {
  constructor(
    /** Users whose data it may reach; null for everybody's. */
    readonly owners: string[] | null,
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
    const caller = await findCaller(callerOf(req).id as string | undefined);
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

let database: DataSource | null = null;

/** Gives the guard its connection. */
export function connectAccess(client: DataSource): void {
  database = client;
}

function connected(): DataSource {
  if (database === null) {
    throw new Error('access control is not connected to the database');
  }
  return database;
}

async function findCaller(id: string | undefined): Promise<Caller | null> {
  if (id === undefined || id === null) {
    return null;
  }
  const user = await connected().getRepository(UserEntity).findOne({ where: { id: id as UserEntity['id'] } });
  if (!user) {
    return null;
  }
  return { id: user.id, role: user.role as Role };
}

/** Who is calling, as authentication left it on the request. */
function callerOf(req: Request): Record<string, unknown> {
  return (req as Request & { user?: Record<string, unknown> }).user ?? {};
}

function ownersIn(scope: Scope, caller: Caller): string[] | null {
  if (scope === 'all') {
    return null;
  }
  return [caller.id];
}

/** What limits the rows of each table to those within reach. */
export const within = {
  NoteEntity: ({ owners }: Reach) => (owners === null ? {} : { userId: In(owners) }),
};

/** The same for query builders. */
export const withinQuery = {
  NoteEntity: ({ owners }: Reach, alias: string): [string, object] =>
    owners === null ? ['true', {}] : [`${alias}.userId IN (:...reachOwners)`, { reachOwners: owners }],
};

const rowsWithinReach = {
  NoteEntity: (id: string, limits: Reach) =>
    connected().getRepository(NoteEntity).countBy({ id: id as NoteEntity['id'], ...within.NoteEntity(limits) }),
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
