import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was deleted, when and why, and what must not be. Entries can be added; nothing changes or
 * removes them. disposal.attest() says whether that still holds: run it every night.
 */
export class DeletionLog1795392000000 implements MigrationInterface {
  name = 'DeletionLog1795392000000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
CREATE SCHEMA disposal; … REVOKE disposal_owner FROM CURRENT_USER;
  END IF;
END
$$;
`);
  }

  public async down(): Promise<void> {
    throw new Error('The audit log stays: no migration takes back what was recorded.');
  }
}
