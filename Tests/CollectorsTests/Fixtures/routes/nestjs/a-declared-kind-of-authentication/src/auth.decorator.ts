import { SetMetadata } from '@nestjs/common';

export enum AuthType {
  Bearer,
  None,
}

export const AUTH_TYPE = 'authType';
export const Auth = (...types: AuthType[]) => SetMetadata(AUTH_TYPE, types);
