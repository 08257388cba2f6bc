import { BeforeApplicationShutdown, Module } from '@nestjs/common';
import { PrismaModule } from '../prisma/prisma.module';
import { PrismaService } from '../prisma/prisma.service';
import { connectAuditLog, flushAuditLog } from './audit-log';

/** Gives the audit log its way to the database, and empties its queue before the end. */
@Module({ imports: [PrismaModule] })
export class AuditLogModule implements BeforeApplicationShutdown {
  constructor(prismaService: PrismaService) {
    connectAuditLog(prismaService);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await flushAuditLog();
  }
}
