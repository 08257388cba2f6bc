import { SetMetadata } from '@nestjs/common';

export const OPEN_KEY = 'open';
export const Open = () => SetMetadata(OPEN_KEY, true);
export const Closed = () => SetMetadata(OPEN_KEY, false);
/** Nobody reads this one. */
export const Public = () => SetMetadata('public', true);
