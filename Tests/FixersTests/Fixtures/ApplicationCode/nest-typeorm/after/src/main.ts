import { NestFactory } from "@nestjs/core";
import { AppModule } from "./app.module";
import { ErrorReport } from "./measurements/error-report.interceptor";
import { measure } from "./measurements/measurements";

export async function start() {
    const app = await NestFactory.create(AppModule);
    app.use(measure);
    app.useGlobalInterceptors(new ErrorReport());

    await app.listen(3000);
}

start();
