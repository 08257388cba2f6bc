import { Controller, Get, Module } from '@nestjs/common';

@Controller('shared')
export class SharedController {
  @Get()
  list() {
    return [];
  }
}

@Module({ controllers: [SharedController] })
export class SharedModule {}
