import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access/access.guard';
import { AccessModule } from './access/access.module';
import { AuditLogModule } from './audit-log/audit-log.module';
import { SignedInGuard } from './auth/signed-in.guard';
import { PrismaModule } from './prisma/prisma.module';
import { ProjectsModule } from './projects/projects.module';
import { SettingsController } from './settings/settings.controller';

@Module({
  imports: [PrismaModule, ProjectsModule, AuditLogModule, AccessModule],
  controllers: [SettingsController],
  providers: [
    { provide: APP_GUARD, useClass: SignedInGuard },
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
})
export class AppModule {}
