/**
 * What was deleted, when and why, and what must not be. Entries can be added; nothing changes or
 * removes them. disposal.attest() says whether that still holds: run it every night.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
async function up(knex) {
  await knex.raw(`
CREATE SCHEMA disposal; … REVOKE disposal_owner FROM CURRENT_USER;
  END IF;
END
$$;
`)
}

async function down() {
  throw new Error('The audit log stays: no migration takes back what was recorded.')
}

module.exports = { up, down }
