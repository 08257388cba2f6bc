import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import { auditLogger } from './audit-log/audit-logger';

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  app.use(auditLogger);
  app.setGlobalPrefix('api');
  await app.listen(process.env.PORT ?? 3000);
}

void bootstrap();
