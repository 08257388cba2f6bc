'use strict'

const { pool } = require('../db')
const { deny, reach } = require('../middleware/authorize')

const list = async (req, res) => {
    const { rows } = await pool.query(
        `SELECT * FROM projects
         WHERE (owner_id = ANY($1) OR $1 IS NULL)
         ORDER BY id`,
        [reach(res).owners]
    )
    res.json(rows)
}

const one = async (req, res) => {
    const { rows } = await pool.query(
        `SELECT * FROM projects WHERE id = $1
         AND (owner_id = ANY($2) OR $2 IS NULL)`,
        [req.params.id, reach(res).owners]
    )
    if (rows.length === 0 && reach(res).owners !== null) {
        return deny(res, 'projects out of reach')
    }
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
    const { rows } = await pool.query(
        `UPDATE projects SET title = $1 WHERE id = $2
         AND (owner_id = ANY($3) OR $3 IS NULL)
         RETURNING *`,
        [req.body.title, req.params.id, reach(res).owners]
    )
    if (rows.length === 0 && reach(res).owners !== null) {
        return deny(res, 'projects out of reach')
    }
    res.json(rows[0])
}

async function remove(req, res) {
    const { rows } = await pool.query(
        `DELETE FROM projects WHERE id = $1
         AND (owner_id = ANY($2) OR $2 IS NULL)
         RETURNING id`,
        [req.params.id, reach(res).owners]
    )
    if (rows.length === 0 && reach(res).owners !== null) {
        return deny(res, 'projects out of reach')
    }
    res.json(rows[0])
}

module.exports = { list, one, add, rename, remove }
