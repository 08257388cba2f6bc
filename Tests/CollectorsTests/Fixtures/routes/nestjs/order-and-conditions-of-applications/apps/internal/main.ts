import { NestFactory, Reflector } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import * as express from 'express';
import { InternalModule } from './internal.module';
import { KeyGuard } from './key.guard';

const server = express();
server.use((req, res, next) => next());

async function bootstrap() {
  const app = await NestFactory.create(InternalModule, new ExpressAdapter(server));
  app.setGlobalPrefix('internal');
  app.useGlobalGuards(new KeyGuard(app.get(Reflector)));
  await app.listen(3001);
}

bootstrap().catch((error) => console.error(error));
