import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { KeyStrategy } from './key.strategy';
import { OrdersController } from './orders.controller';
import { RightsGuard } from './rights.guard';
import { SessionsService, UsersService } from './services';

@Module({
  imports: [PassportModule],
  controllers: [OrdersController],
  providers: [
    KeyStrategy,
    RightsGuard,
    UsersService,
    SessionsService,
    { provide: 'CLOCK', useFactory: () => ({ now: () => 0 }) },
    { provide: APP_GUARD, useExisting: RightsGuard },
  ],
})
export class AppModule {}
