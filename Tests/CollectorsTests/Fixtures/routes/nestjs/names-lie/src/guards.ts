import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { JwtService } from '@nestjs/jwt';
import { AuthGuard } from '@nestjs/passport';

/** Notes who is calling, and lets everybody in. */
@Injectable()
export class AuthenticatedGuard implements CanActivate {
  constructor(private readonly jwt: JwtService) {}

  async canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest();
    try {
      request.user = await this.jwt.verifyAsync(request.headers.authorization);
    } catch {
      request.user = null;
    }
    return true;
  }
}

/** Nothing in the name, and still nobody gets past. */
@Injectable()
export class Turnstile implements CanActivate {
  canActivate(context: ExecutionContext) {
    return Boolean(context.switchToHttp().getRequest().user);
  }
}

@Injectable()
export class OptionalJwtGuard extends AuthGuard('jwt') {
  handleRequest(error: unknown, user: any) {
    return user;
  }
}

@Injectable()
export class StrictJwtGuard extends AuthGuard('jwt') {
  async canActivate(context: ExecutionContext) {
    return (await super.canActivate(context)) as boolean;
  }
}

@Injectable()
export class ForgivingGuard extends AuthGuard('jwt') {
  async canActivate(context: ExecutionContext) {
    try {
      await super.canActivate(context);
    } catch {
      // The page shows less to strangers.
    }
    return true;
  }
}

@Injectable()
export class RolesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext) {
    const roles = this.reflector.get<string[]>('roles', context.getHandler());
    if (!roles) return true;
    const { user } = context.switchToHttp().getRequest();
    return roles.some((role) => user?.roles?.includes(role));
  }
}
