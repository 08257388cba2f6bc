import pool from '../db.js';

export async function allProjects() {
	const { rows } = await pool.query('SELECT * FROM projects ORDER BY id');
	return rows;
}

export const findProject = async (id) => {
	const { rows } = await pool.query('SELECT * FROM projects WHERE id = $1', [id]);
	return rows[0];
};

export async function addProject(owner, title) {
	const { rows } = await pool.query(
		'INSERT INTO projects (owner_id, title) VALUES ($1, $2) RETURNING *',
		[owner, title],
	);
	return rows[0];
}

export async function renameProject(id, title) {
	const { rows } = await pool.query(
		`UPDATE projects
			SET title = $1
			WHERE id = $2
			RETURNING *`,
		[title, id],
	);
	return rows[0];
}

export async function removeProject(id) {
	const { rows } = await pool.query('DELETE FROM projects WHERE id = $1 RETURNING id', [id]);
	return rows[0];
}

export async function findTask(id) {
	const { rows } = await pool.query('SELECT * FROM tasks WHERE id = $1', [id]);
	return rows[0];
}

export async function addTask(project, title) {
	const { rows } = await pool.query('INSERT INTO tasks (project_id, title) VALUES ($1, $2) RETURNING *', [project, title]);
	return rows[0];
}
