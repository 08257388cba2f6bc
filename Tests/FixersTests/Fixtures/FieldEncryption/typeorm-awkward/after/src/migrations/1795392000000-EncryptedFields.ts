import { MigrationInterface, QueryRunner } from "typeorm"

/** What is encrypted is longer than what it was made of. */
export class EncryptedFields1795392000000 implements MigrationInterface {
	name = "EncryptedFields1795392000000"

	public async up(queryRunner: QueryRunner): Promise<void> {
		await queryRunner.query(`
ALTER TABLE patients ALTER COLUMN "passportNumber" TYPE text;
ALTER TABLE patients ALTER COLUMN diagnosis TYPE text;
ALTER TABLE patients ALTER COLUMN "medicalHistory" TYPE text;
`)
	}

	public async down(): Promise<void> {
		throw new Error("What is encrypted would be cut off: these columns stay as wide as they are.")
	}
}
