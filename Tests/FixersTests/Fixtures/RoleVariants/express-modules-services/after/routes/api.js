import { Router } from 'express';
import { audit } from '../audit-logger.js';
import { authenticate } from '../authenticate.js';
import { authorize, deny, reach, reaches } from '../authorize.js';
import pool from '../db.js';
import * as service from '../services/projects.js';
import { addTask, findTask } from '../services/projects.js';

// Errors of promises go where errors go.
const handled = (handler) => (req, res, next) => Promise.resolve(handler(req, res, next)).catch(next);

export const api = Router();

api.use(authenticate, authorize);
api.get('/projects', audit('projects'), handled(async (req, res) => res.json(await service.allProjects(reach(res)))));
api.post('/projects', audit('projects'), handled(async (req, res) => {
	res.status(201).json(await service.addProject(req.user.id, req.body.title));
}));
api.get('/projects/:id', audit('projects'), handled(async (req, res) => {
	if (!(await reaches(reach(res), 'projects', req.params.id))) {
		return deny(res, 'projects out of reach');
	}
	const project = await service.findProject(req.params.id, reach(res));
	if (!project) {
		return res.status(404).json({ error: 'No such project' });
	}
	res.json(project);
}));
api.patch('/projects/:id', audit('projects'), handled(async (req, res) => {
	if (!(await reaches(reach(res), 'projects', req.params.id))) {
		return deny(res, 'projects out of reach');
	}
	res.json(await service.renameProject(req.params.id, req.body.title, reach(res)));
}));
api.delete('/projects/:id', audit('projects'), handled(async (req, res) => {
	if (!(await reaches(reach(res), 'projects', req.params.id))) {
		return deny(res, 'projects out of reach');
	}
	res.json(await service.removeProject(req.params.id, reach(res)));
}));
api.get('/tasks/:id', audit('tasks'), handled(async (req, res) => res.json(await findTask(req.params.id, reach(res)))));
api.post('/tasks', audit('tasks'), handled(async (req, res) => {
	if (!(await reaches(reach(res), 'projects', req.body.projectId))) {
		return deny(res, 'projects out of reach');
	}
	res.status(201).json(await addTask(req.body.projectId, req.body.title));
}));
api.get('/settings', audit('settings'), handled(async (req, res) => {
	const { rows } = await pool.query('SELECT * FROM settings');
	res.json(rows);
}));
api.put('/settings', audit('settings'), handled(async (req, res) => {
	await pool.query('UPDATE settings SET value = $1 WHERE name = $2', [req.body.value, req.body.name]);
	res.status(204).end();
}));
