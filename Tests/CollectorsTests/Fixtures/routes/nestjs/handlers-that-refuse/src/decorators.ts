import { ExecutionContext, HttpException, HttpStatus, createParamDecorator } from '@nestjs/common';

export class NotSignedIn extends HttpException {
  constructor() {
    super('Sign in first', HttpStatus.UNAUTHORIZED);
  }
}

export const Member = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest();
  if (!request.session.member) throw new NotSignedIn();
  return request.session.member;
});

export const MaybeMember = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest().session.member,
);

export function MembersOnly(): MethodDecorator {
  return (target, key, descriptor: any) => {
    const original = descriptor.value;
    descriptor.value = function (request: any, ...rest: unknown[]) {
      if (!request.user) throw new NotSignedIn();
      return original.apply(this, [request, ...rest]);
    };
    return descriptor;
  };
}
