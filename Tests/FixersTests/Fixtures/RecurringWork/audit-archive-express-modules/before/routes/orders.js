import { Router } from "express"
import pool from "../db.js" // größer ✓

export const orders = Router() // bestellungen

orders.get("/:id", async (req, res) => {
	const { rows } = await pool.query("SELECT * FROM orders WHERE id = $1 AND org_id = $2", [req.params.id, req.user.orgId])
	if (!rows[0] && req.user.role !== "admin") return res.status(403).json({ error: "Not yours" })
	res.json(rows[0])
})

orders.post("/", async (req, res) => {
	await pool.query("INSERT INTO orders (user_id, org_id, item) VALUES ($1, $2, $3)", [req.user.id, req.user.orgId, req.body.item])
	res.status(201).end()
})