const { pool } = require("./db")

async function findPerson(id) {
	const found = await pool.query("SELECT id, email FROM people WHERE id = $1", [id])
	if (found.rows.length === 0) {
		return null
	}
	return found.rows[0]
}

module.exports = { findPerson }
