import type { Request, Response } from "express"
import { pool } from "./db.js"

// „Projekte“ – alles, was man sieht
export async function listProjects(request: any, answer: Response) {
	const { rows } = await pool.query("SELECT * FROM projects ORDER BY title") // ✂︎
	answer.json(rows)
}

export const showTask = async (request: any, answer: Response) => {
	const found = await pool.query(
		"SELECT * FROM tasks WHERE id = $1", /* über die Nummer */ [request.params.id],
	)
	if (!found.rows[0]) return answer.status(404).json({ message: "fehlt" })
	return answer.json(found.rows[0])
}

export async function renameTask(request: any, answer: Response) {
	const { rows: changed } = await pool.query(
		`UPDATE tasks t
			SET title = $1
			WHERE t.id = $2 OR t.title = $3
			RETURNING *`,
		[
			request.body.title,
			Number(request.params.id),
			request.body.old
		]
	)
	answer.json(changed[0])
}

export async function addTask(request: any, answer: Response) {
	const { rows } = await pool.query(
		"INSERT INTO tasks (project_id, title) VALUES ($1, $2) RETURNING *",
		[request.body.project, request.body.title]
	)
	answer.status(201).json(rows[0])
}

export async function holidays(_request: any, answer: Response) {
	const { rows } = await pool.query("SELECT * FROM holidays")
	answer.json(rows)
}

export const me = async (request: any, answer: Response) => {
	const { rows } = await pool.query("SELECT email FROM members WHERE id = $1", [request.user.id])
	answer.json(rows[0])
}