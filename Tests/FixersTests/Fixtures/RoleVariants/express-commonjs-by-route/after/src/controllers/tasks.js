'use strict'

const { pool } = require('../db')
const { deny, reach, reaches } = require('../middleware/authorize')

exports.one = async (req, res) => {
    const found = await pool.query(
        `SELECT * FROM tasks WHERE id = $1
         AND (project_id IN (SELECT id FROM projects WHERE owner_id = ANY($2)) OR $2 IS NULL)`,
        [req.params.id, reach(res).owners],
    )
    if (found.rows.length === 0 && reach(res).owners !== null) {
        return deny(res, 'tasks out of reach')
    }
    res.json(found.rows[0])
}

exports.add = async function (req, res) {
    const { projectId, title } = req.body
    if (!(await reaches(reach(res), 'projects', projectId))) {
        return deny(res, 'projects out of reach')
    }
    const { rows } = await pool.query('INSERT INTO tasks (project_id, title) VALUES ($1, $2) RETURNING *', [projectId, title])
    res.status(201).json(rows[0])
}
