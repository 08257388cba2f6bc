'use strict'

const express = require('express')
const auth = require('../middleware/auth')
const projects = require('../controllers/projects')
const tasks = require('../controllers/tasks')
const { pool } = require('../db')

const router = express.Router()

router
    .route('/projects')
    .get(auth(), projects.list)
    .post(auth(), projects.add)

router.get('/projects/:id', auth(), projects.one)
router.patch('/projects/:id', auth(), projects.rename)
router.delete('/projects/:id', auth(), projects.remove)
router.get('/tasks/:id', auth(), tasks.one)
router.post('/tasks', auth(), tasks.add)

/* settings of everybody */
router.get('/settings', auth(), async (req, res) => {
    const { rows } = await pool.query('SELECT * FROM settings')
    res.json(rows)
})
router.put('/settings', auth(), async (req, res) => {
    await pool.query('UPDATE settings SET value = $1 WHERE name = $2', [req.body.value, req.body.name])
    res.status(204).end()
})

module.exports = router
