import { MigrationInterface, QueryRunner } from 'typeorm';

export class Start1695000000000 implements MigrationInterface {
  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "patients" ("id" SERIAL NOT NULL, "email" character varying NOT NULL, "ssn" character varying(11) NOT NULL, "passport_number" text, "diagnosis" character varying(400), CONSTRAINT "PK_patients" PRIMARY KEY ("id"), CONSTRAINT "UQ_patients" UNIQUE ("email"))`,
    );
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "patients"`);
  }
}
