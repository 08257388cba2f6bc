import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  app.setGlobalPrefix('api', { exclude: ['sitemap.xml', '/en{/*wildcard}', '/de{/*wildcard}'] });
  await app.listen(3000);
}
void bootstrap();
