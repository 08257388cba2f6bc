import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AUTH_TYPE, AuthType } from './auth.decorator';
import { TokenGuard } from './token.guard';

@Injectable()
export class AuthenticationGuard implements CanActivate {
  private static readonly fallback = AuthType.Bearer;
  private readonly guards: Record<AuthType, CanActivate> = {
    [AuthType.Bearer]: this.tokens,
    [AuthType.None]: { canActivate: () => true },
  };

  constructor(private readonly reflector: Reflector, private readonly tokens: TokenGuard) {}

  async canActivate(context: ExecutionContext) {
    const types = this.reflector.getAllAndOverride<AuthType[]>(AUTH_TYPE, [
      context.getHandler(),
      context.getClass(),
    ]) ?? [AuthenticationGuard.fallback];
    const guards = types.map((type) => this.guards[type]).flat();
    let error = new UnauthorizedException();
    for (const instance of guards) {
      const passed = await Promise.resolve(instance.canActivate(context)).catch((failure) => {
        error = failure;
      });
      if (passed) return true;
    }
    throw error;
  }
}
