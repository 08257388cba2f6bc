import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { AccessGuard } from './access.guard';
import { ItemsController, OpenController } from './items.controller';

@Module({
  imports: [JwtModule.register({})],
  controllers: [ItemsController, OpenController],
  providers: [{ provide: APP_GUARD, useClass: AccessGuard }],
})
export class AppModule {}
