/** Whose data: everybody's, that of one's team, or one's own. */
/**
 * @typedef {object} Policy
 * @property {string} action
 * @property {Partial<Record<Role, Scope>>} roles
 */

const readers = { admin: 'all', manager: 'team', member: 'own' }
const editors = { admin: 'all', manager: 'own', member: 'own' }
const administrators = { admin: 'all' }

/** Who may use which route, and whose data it reaches. What has no line here is refused to all. */
const policies = {
    'GET /api/projects': { action: 'projects.read', roles: readers },
    'POST /api/projects': { action: 'projects.create', roles: editors },
    'GET /api/projects/:id': { action: 'projects.read', roles: readers },
    'PATCH /api/projects/:id': { action: 'projects.update', roles: editors },
    'DELETE /api/projects/:id': { action: 'projects.delete', roles: editors },
    'GET /api/settings': { action: 'settings.read', roles: administrators },
    'PUT /api/settings': { action: 'settings.update', roles: administrators },
    'POST /api/tasks': { action: 'tasks.create', roles: editors },
    'GET /api/tasks/:id': { action: 'tasks.read', roles: readers },
}

/** Routes that anybody may use, signed in or not. */
const publicRoutes = [
    'GET /health',
]

module.exports = { policies, publicRoutes }
