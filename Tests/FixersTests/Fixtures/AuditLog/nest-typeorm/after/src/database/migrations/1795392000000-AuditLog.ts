import { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Who accessed what, when and from where. Events can be added; nothing changes or removes them.
 * audit.attest() says whether that still holds: run it every night and keep what it answers.
 */
export class AuditLog1795392000000 implements MigrationInterface {
    name = "AuditLog1795392000000";

    public async up(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query(`
CREATE SCHEMA audit; … REVOKE audit_owner FROM CURRENT_USER;
  END IF;
END
$$;
`);
    }

    public async down(): Promise<void> {
        throw new Error("The audit log stays: no migration takes back what was recorded.");
    }
}
