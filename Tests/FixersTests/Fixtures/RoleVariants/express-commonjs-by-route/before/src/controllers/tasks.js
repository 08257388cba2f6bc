'use strict'

const { pool } = require('../db')

exports.one = async (req, res) => {
    const found = await pool.query('SELECT * FROM tasks WHERE id = $1', [req.params.id])
    res.json(found.rows[0])
}

exports.add = async function (req, res) {
    const { projectId, title } = req.body
    const { rows } = await pool.query('INSERT INTO tasks (project_id, title) VALUES ($1, $2) RETURNING *', [projectId, title])
    res.status(201).json(rows[0])
}
