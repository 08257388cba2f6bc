const { pool } = require('../db')
const { policies } = require('../access-policy')
const { noteForAudit } = require('./audit-logger')

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
const concealRoutes = true
const answers = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not found' }

const fromNarrowest = ['own', 'team', 'all']

const rules = Object.entries(policies).map(([route, policy]) => {
    const [method = '', path = ''] = route.split(' ')
    return { ...policy, route, method, path: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`, 'i') }
})

/**
 * Lets a request pass that the policies allow to the caller's role, and no other.
 *
 * @param {import('express').Request} req
 * @param {import('express').Response} res
 * @param {import('express').NextFunction} next
 * @returns {Promise<void>}
 */
async function authorize(req, res, next) {
    try {
        const asked = policiesFor(req)
        const caller = await findCaller(req.user?.id)
        if (!caller) {
            return deny(res, 'the caller is not known', 401)
        }
        if (asked.length === 0) {
            return deny(res, 'no policy allows this route', 404)
        }
        if (!asked.every(({ roles }) => Object.keys(roles).includes(caller.role))) {
            const actions = asked.map(({ action }) => action).join(', ')
            return deny(res, `${actions} is not for the role ${caller.role}`)
        }
        const scope = narrowest(asked, caller.role)
        res.locals.reach = { owners: ownersIn(scope, caller) }
        next()
    } catch (error) {
        next(error)
    }
}

async function findCaller(id) {
    const { rows } = await pool.query(
        `SELECT u.id, u.role,
       ARRAY(SELECT t.id FROM users t WHERE t.team_id = u.team_id) AS team
     FROM users u WHERE u.id = $1`,
        [id],
    )
    return rows[0]
}

/** The policies of all routes that could take the request. */
function policiesFor(req) {
    const method = req.method === 'HEAD' ? 'GET' : req.method
    const all = rules.filter((rule) => rule.method === method && rule.path.test(req.baseUrl + req.path))
    const route = `${method} ${req.baseUrl}${req.route?.path ?? ''}`
    const one = all.filter((rule) => rule.route === route.replace(/(.)\/$/, '$1'))
    return one.length === 1 ? one : all
}

function narrowest(asked, role) {
    const scopes = asked.map(({ roles }) => roles[role] ?? 'own')
    const rank = (scope) => fromNarrowest.indexOf(scope)
    return scopes.reduce((one, other) => (rank(one) < rank(other) ? one : other))
}

function ownersIn(scope, caller) {
    if (scope === 'all') {
        return null
    }
    return scope === 'own' ? [caller.id] : [caller.id, ...caller.team]
}

/**
 * What the request may reach; there is nothing before `authorize` has run.
 *
 * @param {import('express').Response} res
 * @returns {Reach}
 */
function reach(res) {
    return res.locals.reach
}

const rowsWithinReach = {
    projects:
        'SELECT (owner_id = ANY($2) OR $2 IS NULL) AS reached FROM projects WHERE id = $1',
}

/**
 * Whether a row that a request refers to is within its reach.
 *
 * @param {Reach} limits
 * @param {keyof typeof rowsWithinReach} table
 * @param {unknown} id
 * @returns {Promise<boolean>}
 */
async function reaches(limits, table, id) {
    if (id === null || id === undefined) {
        return true
    }
    const { owners } = limits
    const { rows } = await pool.query(rowsWithinReach[table], [id, owners])
    // What is not there at all is for the handler to answer, where everything is within reach.
    return rows.length === 0 ? owners === null : rows[0].reached === true
}

/**
 * Refuses a request; why is for the audit log alone.
 *
 * @param {import('express').Response} res
 * @param {string} reason
 * @param {401 | 403 | 404} [status]
 */
function deny(res, reason, status = 403) {
    noteForAudit(res, { reason })
    const shown = concealRoutes ? 403 : status
    if (shown === 401) {
        res.set('WWW-Authenticate', 'Bearer')
    }
    res.status(shown).json({ error: answers[shown] })
}

/**
 * Refuses what no route took, as if it were a route that is not allowed.
 *
 * @param {import('express').Request} req
 * @param {import('express').Response} res
 */
function refuseUnknown(req, res) {
    deny(res, 'there is no such route', 404)
}

/**
 * Refuses to tell which methods a path takes.
 *
 * @param {import('express').Request} req
 * @param {import('express').Response} res
 * @param {import('express').NextFunction} next
 */
function refuseOptions(req, res, next) {
    if (concealRoutes && req.method === 'OPTIONS') {
        return deny(res, 'OPTIONS is not answered')
    }
    next()
}

module.exports = {
    authorize,
    reach,
    reaches,
    deny,
    refuseUnknown,
    refuseOptions,
}
