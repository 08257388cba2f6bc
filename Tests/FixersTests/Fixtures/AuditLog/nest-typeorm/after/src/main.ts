import { NestFactory } from "@nestjs/core";
import { AppModule } from "./app.module";
import { auditLogger } from "./audit-log/audit-logger";

export async function start() {
    const app = await NestFactory.create(AppModule);
    app.use(auditLogger);

    await app.listen(3000);
}

start();
