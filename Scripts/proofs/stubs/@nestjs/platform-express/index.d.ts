import { INestApplication } from '@nestjs/common';

export interface NestExpressApplication extends INestApplication {
  set(name: string, value: unknown): this;
}
