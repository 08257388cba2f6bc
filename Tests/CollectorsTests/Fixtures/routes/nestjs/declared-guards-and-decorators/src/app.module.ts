import { Module } from '@nestjs/common';
import { BoxesController } from './boxes.controller';
import { LidsController } from './lids.controller';

@Module({ controllers: [BoxesController, LidsController] })
export class AppModule {}
