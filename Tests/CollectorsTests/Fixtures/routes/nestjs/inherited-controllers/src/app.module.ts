import { Module } from '@nestjs/common';
import { CatsController, DogsController, TagsController } from './controllers';

@Module({ controllers: [CatsController, DogsController, TagsController] })
export class AppModule {}
