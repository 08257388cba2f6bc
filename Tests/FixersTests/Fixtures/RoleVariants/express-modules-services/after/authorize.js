import pool from './db.js';
import { policies, publicRoutes } from './services/access-policy.js';
import { noteForAudit } from './audit-logger.js';

/**
 * @typedef {object} Caller
 * @property {number} id
 * @property {Role} role
 * @property {number[]} team
 */

/**
 * What a request may reach.
 *
 * @typedef {object} Reach
 * @property {number[] | null} owners
 */

/** Whether every refusal looks the same, so that nobody learns which routes there are. */
const concealRoutes = true;
const answers = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not found' };

const fromNarrowest = ['own', 'team', 'all'];

const rules = Object.entries(policies).map(([route, policy]) => {
	const [method = '', path = ''] = route.split(' ');
	return { ...policy, route, method, path: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`, 'i') };
});

/**
 * Lets a request pass that the policies allow to the caller's role, and no other.
 *
 * @param {import('express').Request} req
 * @param {import('express').Response} res
 * @param {import('express').NextFunction} next
 * @returns {Promise<void>}
 */
export async function authorize(req, res, next) {
	try {
		const asked = policiesFor(req);
		const caller = await findCaller(req.user?.id);
		if (!caller) {
			return deny(res, 'the caller is not known', 401);
		}
		if (asked.length === 0) {
			return deny(res, 'no policy allows this route', 404);
		}
		if (!asked.every(({ roles }) => Object.keys(roles).includes(caller.role))) {
			const actions = asked.map(({ action }) => action).join(', ');
			return deny(res, `${actions} is not for the role ${caller.role}`);
		}
		const scope = narrowest(asked, caller.role);
		res.locals.reach = { owners: ownersIn(scope, caller) };
		next();
	} catch (error) {
		next(error);
	}
}

async function findCaller(id) {
	const { rows } = await pool.query(
		`SELECT u.id, u.role,
       ARRAY(SELECT t.id FROM users t WHERE t.team_id = u.team_id) AS team
     FROM users u WHERE u.id = $1`,
		[id],
	);
	return rows[0];
}

/** The policies of all routes that could take the request. */
function policiesFor(req) {
	const method = req.method === 'HEAD' ? 'GET' : req.method;
	const all = rules.filter((rule) => rule.method === method && rule.path.test(req.baseUrl + req.path));
	const route = `${method} ${req.baseUrl}${req.route?.path ?? ''}`;
	const one = all.filter((rule) => rule.route === route.replace(/(.)\/$/, '$1'));
	return one.length === 1 ? one : all;
}

/** Whether a request is for a route that anybody may use. */
function isOpen(req) {
	const [path = ''] = req.originalUrl.split('?');
	const method = req.method === 'HEAD' ? 'GET' : req.method;
	const open = publicRoutes.filter((route) => {
		const [wanted, pattern = ''] = route.split(' ');
		return wanted === method && new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}/?$`, 'i').test(path);
	});
	return open.length > 0 && !rules.some((rule) => rule.method === method && rule.path.test(path));
}

function narrowest(asked, role) {
	const scopes = asked.map(({ roles }) => roles[role] ?? 'own');
	const rank = (scope) => fromNarrowest.indexOf(scope);
	return scopes.reduce((one, other) => (rank(one) < rank(other) ? one : other));
}

function ownersIn(scope, caller) {
	if (scope === 'all') {
		return null;
	}
	return scope === 'own' ? [caller.id] : [caller.id, ...caller.team];
}

/**
 * What the request may reach; there is nothing before `authorize` has run.
 *
 * @param {import('express').Response} res
 * @returns {Reach}
 */
export function reach(res) {
	return res.locals.reach;
}

const rowsWithinReach = {
	projects:
		'SELECT (owner_id = ANY($2) OR $2 IS NULL) AS reached FROM projects WHERE id = $1',
	tasks:
		'SELECT (project_id IN (SELECT id FROM projects WHERE owner_id = ANY($2)) OR $2 IS NULL) AS reached FROM tasks WHERE id = $1',
};

/**
 * Whether a row that a request refers to is within its reach.
 *
 * @param {Reach} limits
 * @param {keyof typeof rowsWithinReach} table
 * @param {unknown} id
 * @returns {Promise<boolean>}
 */
export async function reaches(limits, table, id) {
	if (id === null || id === undefined) {
		return true;
	}
	const { owners } = limits;
	const { rows } = await pool.query(rowsWithinReach[table], [id, owners]);
	// What is not there at all is for the handler to answer, where everything is within reach.
	return rows.length === 0 ? owners === null : rows[0].reached === true;
}

/**
 * Refuses a request; why is for the audit log alone.
 *
 * @param {import('express').Response} res
 * @param {string} reason
 * @param {401 | 403 | 404} [status]
 */
export function deny(res, reason, status = 403) {
	noteForAudit(res, { reason });
	const shown = concealRoutes ? 403 : status;
	if (shown === 401) {
		res.set('WWW-Authenticate', 'Bearer');
	}
	res.status(shown).json({ error: answers[shown] });
}

/** How code below a handler refuses. */
export class Refusal extends Error {}

/**
 * Answers callers whom a guard or a service refused by an error like all others.
 *
 * @param {unknown} error
 * @param {import('express').Request} req
 * @param {import('express').Response} res
 * @param {import('express').NextFunction} next
 */
export function answerRefusal(error, req, res, next) {
	const { status, statusCode, message } = Object(error);
	const shown = error instanceof Refusal ? 403 : status ?? statusCode;
	if ((shown !== 401 && shown !== 403) || res.headersSent || isOpen(req)) {
		return next(error);
	}
	deny(res, String(message ?? 'refused'), shown);
}
