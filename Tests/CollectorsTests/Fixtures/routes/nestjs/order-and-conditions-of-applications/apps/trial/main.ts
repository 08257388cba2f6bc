import { NestFactory } from '@nestjs/core';
import { TrialModule } from './trial.module';

async function bootstrap() {
  const app = await NestFactory.create(TrialModule);
  app.setGlobalPrefix('trial');
  await app.listen(3002);
}

bootstrap();
