/**
 * Who accessed what, when and from where. Events can be added; nothing changes or removes them.
 * audit.attest() says whether that still holds: run it every night and keep what it answers.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
async function up(knex) {
  await knex.raw(`
CREATE SCHEMA audit; … REVOKE audit_owner FROM CURRENT_USER;
  END IF;
END
$$;
`);
}

async function down() {
  throw new Error('The audit log stays: no migration takes back what was recorded.');
}

module.exports = { up, down };
