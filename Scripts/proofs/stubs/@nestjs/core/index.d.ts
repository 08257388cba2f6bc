import { INestApplication } from '@nestjs/common';

export declare const APP_GUARD: string;
export declare class NestFactory {
  static create<T extends INestApplication = INestApplication>(module: any, options?: object): Promise<T>;
}
