import { ExecutionContext, createParamDecorator } from '@nestjs/common';

export const CurrentUser = createParamDecorator((field: string | undefined, context: ExecutionContext) => {
  const { user } = context.switchToHttp().getRequest();
  return field ? user[field] : user;
});
