import pool from "./db.js"

export default async function authenticate(req, res, next) {
	const token = (req.get("authorization") || "").replace(/^Bearer /, "")
	const { rows } = await pool.query("SELECT id, role, org_id AS \"orgId\" FROM users WHERE token = $1", [token])
	if (!rows[0]) return res.status(401).json({ error: "Sign in first" })
	req.user = rows[0]
	next()
}
