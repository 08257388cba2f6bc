import { Module } from '@nestjs/common';
import { NotesController } from './controllers';

@Module({ controllers: [NotesController] })
export class AppModule {}
