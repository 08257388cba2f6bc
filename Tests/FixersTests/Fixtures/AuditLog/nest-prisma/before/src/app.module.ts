import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { SignedInGuard } from './auth/signed-in.guard';
import { TicketsModule } from './tickets/tickets.module';

@Module({
  imports: [
    TicketsModule, // Anfragen
  ],
  providers: [{ provide: APP_GUARD, useClass: SignedInGuard }],
})
export class AppModule {}
