import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { PagesController } from './pages.controller';

@Module({ imports: [PassportModule], controllers: [PagesController] })
export class AppModule {}
