import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { SignedInGuard } from './auth/signed-in.guard';
import { PrismaModule } from './prisma/prisma.module';
import { ProjectsModule } from './projects/projects.module';
import { SettingsController } from './settings/settings.controller';

@Module({
  imports: [PrismaModule, ProjectsModule],
  controllers: [SettingsController],
  providers: [
    { provide: APP_GUARD, useClass: SignedInGuard },
  ],
})
export class AppModule {}
