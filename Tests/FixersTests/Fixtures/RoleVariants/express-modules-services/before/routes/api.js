import { Router } from 'express';
import { authenticate } from '../authenticate.js';
import pool from '../db.js';
import * as service from '../services/projects.js';
import { addTask, findTask } from '../services/projects.js';

// Errors of promises go where errors go.
const handled = (handler) => (req, res, next) => Promise.resolve(handler(req, res, next)).catch(next);

export const api = Router();

api.use(authenticate);
api.get('/projects', handled(async (req, res) => res.json(await service.allProjects())));
api.post('/projects', handled(async (req, res) => {
	res.status(201).json(await service.addProject(req.user.id, req.body.title));
}));
api.get('/projects/:id', handled(async (req, res) => {
	const project = await service.findProject(req.params.id);
	if (!project) {
		return res.status(404).json({ error: 'No such project' });
	}
	res.json(project);
}));
api.patch('/projects/:id', handled(async (req, res) => {
	res.json(await service.renameProject(req.params.id, req.body.title));
}));
api.delete('/projects/:id', handled(async (req, res) => {
	res.json(await service.removeProject(req.params.id));
}));
api.get('/tasks/:id', handled(async (req, res) => res.json(await findTask(req.params.id))));
api.post('/tasks', handled(async (req, res) => {
	res.status(201).json(await addTask(req.body.projectId, req.body.title));
}));
api.get('/settings', handled(async (req, res) => {
	const { rows } = await pool.query('SELECT * FROM settings');
	res.json(rows);
}));
api.put('/settings', handled(async (req, res) => {
	await pool.query('UPDATE settings SET value = $1 WHERE name = $2', [req.body.value, req.body.name]);
	res.status(204).end();
}));
