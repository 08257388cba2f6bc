import pool from '../db.js';
import { Refusal, reaches } from '../authorize.js';

export async function allProjects(reach) {
	const { rows } = await pool.query(
		`SELECT * FROM projects
		 WHERE (owner_id = ANY($1) OR $1 IS NULL)
		 ORDER BY id`,
		[reach.owners],
	);
	return rows;
}

export const findProject = async (id, reach) => {
	const { rows } = await pool.query(
		`SELECT * FROM projects WHERE id = $1
		 AND (owner_id = ANY($2) OR $2 IS NULL)`,
		[id, reach.owners],
	);
	return rows[0];
};

export async function addProject(owner, title) {
	const { rows } = await pool.query(
		'INSERT INTO projects (owner_id, title) VALUES ($1, $2) RETURNING *',
		[owner, title],
	);
	return rows[0];
}

export async function renameProject(id, title, reach) {
	const { rows } = await pool.query(
		`UPDATE projects
			SET title = $1
			WHERE id = $2
			  AND (owner_id = ANY($3) OR $3 IS NULL)
			RETURNING *`,
		[title, id, reach.owners],
	);
	return rows[0];
}

export async function removeProject(id, reach) {
	const { rows } = await pool.query(
		`DELETE FROM projects WHERE id = $1
		 AND (owner_id = ANY($2) OR $2 IS NULL)
		 RETURNING id`,
		[id, reach.owners],
	);
	return rows[0];
}

export async function findTask(id, reach) {
	if (!(await reaches(reach, 'tasks', id))) {
		throw new Refusal('tasks out of reach');
	}
	const { rows } = await pool.query(
		`SELECT * FROM tasks WHERE id = $1
		 AND (project_id IN (SELECT id FROM projects WHERE owner_id = ANY($2)) OR $2 IS NULL)`,
		[id, reach.owners],
	);
	return rows[0];
}

export async function addTask(project, title) {
	const { rows } = await pool.query('INSERT INTO tasks (project_id, title) VALUES ($1, $2) RETURNING *', [project, title]);
	return rows[0];
}
