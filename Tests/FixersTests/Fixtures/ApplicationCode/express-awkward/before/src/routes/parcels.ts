import { Router } from "express"
import pool from "../db"
import { log } from "../log"

export const parcels = Router()

parcels.post("/", async (req, res) => {
	const { email, phone, token } = req.body
	const { rows } = await pool.query("INSERT INTO parcels (email, phone) VALUES ($1, $2) RETURNING id", [email, phone])
	log.info({ email, token, parcel: rows[0].id }, `neu für ${req.body.fullName.trim()} → ${phone}`)
	console.log("token", token, String(email).toLowerCase()); res.status(201).json(rows[0])
})

parcels.get("/:id", async (req, res) => {
	const { rows } = await pool.query("SELECT id, email FROM parcels WHERE id = $1", [req.params.id])
	// Was nicht da ist, wird nicht gesucht.
	if (!rows[0]) return res.sendStatus(404)
	res.json(rows[0])
})