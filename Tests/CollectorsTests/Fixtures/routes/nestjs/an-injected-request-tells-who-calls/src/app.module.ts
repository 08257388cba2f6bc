import { Module } from '@nestjs/common';
import { NotesController, PagesController } from './controllers';

@Module({ controllers: [NotesController, PagesController] })
export class AppModule {}
