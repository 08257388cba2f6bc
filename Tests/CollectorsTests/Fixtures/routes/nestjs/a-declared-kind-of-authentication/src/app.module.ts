import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthenticationGuard } from './authentication.guard';
import { ThingsController } from './things.controller';
import { TokenGuard } from './token.guard';

@Module({
  controllers: [ThingsController],
  providers: [TokenGuard, { provide: APP_GUARD, useClass: AuthenticationGuard }],
})
export class AppModule {}
