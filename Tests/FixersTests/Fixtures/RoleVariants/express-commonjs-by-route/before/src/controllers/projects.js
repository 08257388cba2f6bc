'use strict'

const { pool } = require('../db')

const list = async (req, res) => {
    const { rows } = await pool.query('SELECT * FROM projects ORDER BY id')
    res.json(rows)
}

const one = async (req, res) => {
    const { rows } = await pool.query('SELECT * FROM projects WHERE id = $1', [req.params.id])
    if (!rows[0]) return res.status(404).json({ error: 'No such project' })
    res.json(rows[0])
}

async function add(req, res) {
    const { rows } = await pool.query('INSERT INTO projects (owner_id, title) VALUES ($1, $2) RETURNING *', [
        req.user.id,
        req.body.title
    ])
    res.status(201).json(rows[0])
}

async function rename(req, res) {
    const { rows } = await pool.query('UPDATE projects SET title = $1 WHERE id = $2 RETURNING *', [req.body.title, req.params.id])
    res.json(rows[0])
}

async function remove(req, res) {
    const { rows } = await pool.query('DELETE FROM projects WHERE id = $1 RETURNING id', [req.params.id])
    res.json(rows[0])
}

module.exports = { list, one, add, rename, remove }
