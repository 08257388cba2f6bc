import { Controller, Get, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { KeyGuard } from '../internal/key.guard';

@Controller('rooms')
export class RoomsController {
  @Get()
  list() {
    return [];
  }
}

@Module({
  controllers: [RoomsController],
  providers: [...(process.env.GUARDED === 'yes' ? [{ provide: APP_GUARD, useClass: KeyGuard }] : [])],
})
export class TrialModule {}
