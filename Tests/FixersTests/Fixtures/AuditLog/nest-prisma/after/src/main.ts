import { NestFactory } from '@nestjs/core';
import helmet from 'helmet';
import { AppModule } from './app.module';
import { auditLogger } from './audit-log/audit-logger';

async function bootstrap(): Promise<void> {
  const app = await NestFactory.create(AppModule); // Express beneath
  app.use(auditLogger);
  app.use(helmet());
  app.setGlobalPrefix('api');
  await app.listen(3000);
}

void bootstrap();
