import { NestFactory } from '@nestjs/core';
import { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { AppModule } from './app.module';
import { ErrorReport } from './measurements/error-report.interceptor';
import { measure } from './measurements/measurements';

async function bootstrap(): Promise<void> {
  const settings = await NestFactory.create(AppModule);
  await settings.close();

  const app = await NestFactory.create<NestExpressApplication>(AppModule); // Express beneath
  app.use(measure);
  app.useGlobalInterceptors(new ErrorReport());
  app.use(helmet());
  app.setGlobalPrefix('api');
  await app.listen(3000);
}

void bootstrap();
