import { Module } from '@nestjs/common';
import { DesksController } from './desks.controller';

@Module({ controllers: [DesksController] })
export class AppModule {}
