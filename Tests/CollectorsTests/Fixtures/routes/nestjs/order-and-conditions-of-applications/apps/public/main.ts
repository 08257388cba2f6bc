import { NestFactory } from '@nestjs/core';
import { PublicModule } from './public.module';

export async function createServer() {
  const app = await NestFactory.create(PublicModule);
  app.setGlobalPrefix('public');
  await app.init();
  return app;
}

export const handler = async (event: unknown) => (await createServer()).getHttpServer();
