import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuditLogModule } from './audit-log/audit-log.module';
import { SignedInGuard } from './auth/signed-in.guard';
import { TicketsModule } from './tickets/tickets.module';

@Module({
  imports: [
    TicketsModule, // Anfragen
    AuditLogModule,
  ],
  providers: [{ provide: APP_GUARD, useClass: SignedInGuard }],
})
export class AppModule {}
