import { BeforeApplicationShutdown, Module } from '@nestjs/common';
{{clientImports}}
{{writerImport}}

/** {{purpose}} */
{{decorator}}
export class AuditLogModule implements BeforeApplicationShutdown {
{{constructor}}
  async beforeApplicationShutdown(): Promise<void> {
    await flushAuditLog();
  }
}
