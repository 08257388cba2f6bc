import { Controller, Get, Module, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ByGuard, CheckedGuard, WhereGuard } from './guards';
import { Session } from './session.entity';

@Controller('notes')
export class NotesController {
  @UseGuards(ByGuard)
  @Get('by')
  by() {
    return [];
  }

  @UseGuards(WhereGuard)
  @Get('where')
  where() {
    return [];
  }

  @UseGuards(CheckedGuard)
  @Get('checked')
  checked() {
    return [];
  }
}

@Module({ imports: [TypeOrmModule.forFeature([Session])], controllers: [NotesController] })
export class AppModule {}

async function start() {
  const app = await NestFactory.create(AppModule);
  await app.listen(3000);
}
start();
