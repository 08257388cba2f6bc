import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { UsersService } from './services';

export const Rights = Reflector.createDecorator<string[]>();

@Injectable()
export class RightsGuard implements CanActivate {
  constructor(private readonly reflector: Reflector, private readonly users: UsersService) {}

  canActivate(context: ExecutionContext) {
    const rights = this.reflector.get(Rights, context.getHandler());
    if (!rights) return true;
    return this.users.mayRead(this.users.current(context.switchToHttp().getRequest()));
  }
}
