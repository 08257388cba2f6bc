import { MigrationInterface, QueryRunner } from "typeorm"

export class Start1695000000000 implements MigrationInterface {
	public async up(queryRunner: QueryRunner): Promise<void> {
		await queryRunner.query(`CREATE TABLE patients (id serial PRIMARY KEY, ssn varchar(11) NOT NULL, "passportNumber" varchar(40), diagnosis varchar NOT NULL, "medicalHistory" varchar NOT NULL)`)
	}

	public async down(queryRunner: QueryRunner): Promise<void> {
		await queryRunner.query(`DROP TABLE patients`)
	}
}
