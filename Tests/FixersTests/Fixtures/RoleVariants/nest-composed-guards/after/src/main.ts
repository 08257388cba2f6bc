import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import { auditLogger } from './audit-log/audit-logger';

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  app.use(auditLogger);
  await app.listen(3000);
}

void bootstrap();
