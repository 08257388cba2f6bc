import { Controller, Get, Header } from "@nestjs/common";
import { DataSource } from "typeorm";
import { requireDatabase } from "./require-database";

/** Says whether the application can serve. Open to anybody: it tells no more than that. */
@Controller("healthz")
export class HealthController {
    constructor(private readonly database: DataSource) {}

    @Get()
    @Header("Cache-Control", "no-store")
    async check(): Promise<{ status: string }> {
        await requireDatabase(this.database);
        return { status: "ok" };
    }
}
