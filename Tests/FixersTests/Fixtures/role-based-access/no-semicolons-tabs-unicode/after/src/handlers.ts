import type { Request, Response } from "express"
import { deny, reach, reaches } from "./authorize.js"
import { pool } from "./db.js"

// „Projekte“ – alles, was man sieht
export async function listProjects(request: any, answer: Response) {
	const { rows } = await pool.query(
		`SELECT * FROM projects
		 WHERE (created_by = ANY($1) OR $1 IS NULL)
		 ORDER BY title`,
		[reach(answer).owners]
	) // ✂︎
	answer.json(rows)
}

export const showTask = async (request: any, answer: Response) => {
	const found = await pool.query(
		"SELECT * FROM tasks WHERE id = $1 AND (project_id IN (SELECT id FROM projects WHERE created_by = ANY($2)) OR $2 IS NULL)", /* über die Nummer */ [request.params.id, reach(answer).owners],
	)
	if (found.rows.length === 0 && reach(answer).owners !== null) {
		return deny(answer, "tasks out of reach")
	}
	if (!found.rows[0]) return answer.status(404).json({ message: "fehlt" })
	return answer.json(found.rows[0])
}

export async function renameTask(request: any, answer: Response) {
	const { rows: changed } = await pool.query(
		`UPDATE tasks t
			SET title = $1
			WHERE (t.id = $2 OR t.title = $3)
			  AND (t.project_id IN (SELECT id FROM projects WHERE created_by = ANY($4)) OR $4 IS NULL)
			RETURNING *`,
		[
			request.body.title,
			Number(request.params.id),
			request.body.old,
			reach(answer).owners
		]
	)
	if (changed.length === 0 && reach(answer).owners !== null) {
		return deny(answer, "tasks out of reach")
	}
	answer.json(changed[0])
}

export async function addTask(request: any, answer: Response) {
	if (!(await reaches(reach(answer), "projects", request.body.project))) {
		return deny(answer, "projects out of reach")
	}
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