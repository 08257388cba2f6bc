import { SetMetadata, UseGuards, applyDecorators } from '@nestjs/common';
import { Gate, SecondGate } from './gate';

export const SignedIn = (...scopes: string[]) =>
  applyDecorators(SetMetadata('scopes', scopes), UseGuards(Gate));

export function Either(strict: boolean) {
  return applyDecorators(strict ? UseGuards(SecondGate) : UseGuards(Gate));
}

export const Configured = () =>
  process.env.STRICT ? UseGuards(SecondGate) : UseGuards(Gate);

export const Sometimes = () =>
  applyDecorators(...(process.env.GUARDED ? [UseGuards(Gate)] : []));

export function ByHand(): MethodDecorator {
  return (target, key, descriptor) => {
    UseGuards(Gate)(target, key, descriptor);
  };
}
