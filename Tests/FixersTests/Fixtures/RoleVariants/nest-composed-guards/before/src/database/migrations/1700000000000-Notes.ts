import { MigrationInterface, QueryRunner } from 'typeorm';

export class Notes1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE users (id uuid PRIMARY KEY, role text NOT NULL DEFAULT 'USER')`);
    await queryRunner.query(`CREATE TABLE notes (id uuid PRIMARY KEY, text text NOT NULL, user_id uuid REFERENCES users)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE notes, users`);
  }
}
