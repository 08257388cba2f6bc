import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { verify } from 'jsonwebtoken';

@Injectable()
export class AuthGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest();
    try {
      request.user = verify((request.headers.authorization ?? '').replace('Bearer ', ''), process.env.JWT_KEY ?? '');
    } catch {
      throw new UnauthorizedException();
    }
    return true;
  }
}
