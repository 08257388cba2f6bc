import { BeforeApplicationShutdown, Module } from "@nestjs/common";
import { DataSource } from "typeorm";
import { connectAuditLog, flushAuditLog } from "./audit-log";

/** Gives the audit log its way to the database, and empties its queue before the end. */
@Module({})
export class AuditLogModule implements BeforeApplicationShutdown {
    constructor(dataSource: DataSource) {
        connectAuditLog(dataSource);
    }

    async beforeApplicationShutdown(): Promise<void> {
        await flushAuditLog();
    }
}
