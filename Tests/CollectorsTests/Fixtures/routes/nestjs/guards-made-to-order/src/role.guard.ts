import { CanActivate, ExecutionContext, Type, mixin } from '@nestjs/common';

export const RoleGuard = (role: string): Type<CanActivate> => {
  class RoleGuardMixin implements CanActivate {
    canActivate(context: ExecutionContext) {
      const { user } = context.switchToHttp().getRequest();
      return user?.role === role;
    }
  }
  return mixin(RoleGuardMixin);
};
