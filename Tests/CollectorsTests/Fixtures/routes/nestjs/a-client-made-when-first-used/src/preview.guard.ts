import { CanActivate, ExecutionContext, ForbiddenException, Injectable } from '@nestjs/common';

/** Keeps previews from writing; everybody may leave the header out. */
@Injectable()
export class PreviewGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest();
    if (!request.headers['x-preview']) return true;
    throw new ForbiddenException();
  }
}
