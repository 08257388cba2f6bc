import { Module } from "@nestjs/common";
import { TypeOrmModule } from "@nestjs/typeorm";
import { HealthModule } from "./health/health.module";
import { Part } from "./parts/part.entity";
import { PartsController } from "./parts/parts.controller";

@Module({
    imports: [
        TypeOrmModule.forRoot({
            type: "postgres",
            url: process.env.DATABASE_URL,
            entities: [Part],
            migrations: ["dist/database/migrations/*.js"],
        }),
        TypeOrmModule.forFeature([Part]),
        HealthModule,
    ],
    controllers: [PartsController],
})
export class AppModule {}
