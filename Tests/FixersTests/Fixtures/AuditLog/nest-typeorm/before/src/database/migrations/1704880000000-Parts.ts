import { MigrationInterface, QueryRunner } from "typeorm";

export class Parts1704880000000 implements MigrationInterface {
    name = "Parts1704880000000";

    public async up(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query(`CREATE TABLE "part" ("id" SERIAL PRIMARY KEY, "name" text NOT NULL)`);
    }

    public async down(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query(`DROP TABLE "part"`);
    }
}
