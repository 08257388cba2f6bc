import { MigrationInterface, QueryRunner } from "typeorm";

export class Desk1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE "user" (id serial PRIMARY KEY, role text NOT NULL DEFAULT 'member', "teamId" integer);
      CREATE TABLE project (id serial PRIMARY KEY, title text NOT NULL, "ownerId" integer NOT NULL REFERENCES "user" (id));
      CREATE TABLE task (id serial PRIMARY KEY, title text NOT NULL, "projectId" integer NOT NULL REFERENCES project (id));
      CREATE TABLE setting (name text PRIMARY KEY, value text NOT NULL);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE setting, task, project, "user"`);
  }
}
