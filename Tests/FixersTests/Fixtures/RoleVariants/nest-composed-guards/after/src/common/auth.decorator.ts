import { UseGuards, applyDecorators } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { AccessGuard } from '../access-control/access.guard';

export function Auth() {
  return applyDecorators(UseGuards(AuthGuard('jwt'), AccessGuard));
}
