import { MigrationInterface, QueryRunner } from 'typeorm';

export class Notes1695000000000 implements MigrationInterface {
  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE note (id uuid PRIMARY KEY, "ownerId" uuid NOT NULL, text text NOT NULL)`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE note`);
  }
}
