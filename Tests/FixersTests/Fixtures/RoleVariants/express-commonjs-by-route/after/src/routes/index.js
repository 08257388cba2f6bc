'use strict'

const express = require('express')
const auth = require('../middleware/auth')
const projects = require('../controllers/projects')
const tasks = require('../controllers/tasks')
const { pool } = require('../db')
const { audit } = require('../middleware/audit-logger')
const { authorize } = require('../middleware/authorize')

const router = express.Router()

router
    .route('/projects')
    .get(auth(), authorize, projects.list)
    .post(auth(), authorize, projects.add)

router.get('/projects/:id', audit('projects'), auth(), authorize, projects.one)
router.patch('/projects/:id', audit('projects'), auth(), authorize, projects.rename)
router.delete('/projects/:id', audit('projects'), auth(), authorize, projects.remove)
router.get('/tasks/:id', audit('tasks'), auth(), authorize, tasks.one)
router.post('/tasks', audit('tasks'), auth(), authorize, tasks.add)

/* settings of everybody */
router.get('/settings', audit('settings'), auth(), authorize, async (req, res) => {
    const { rows } = await pool.query('SELECT * FROM settings')
    res.json(rows)
})
router.put('/settings', audit('settings'), auth(), authorize, async (req, res) => {
    await pool.query('UPDATE settings SET value = $1 WHERE name = $2', [req.body.value, req.body.name])
    res.status(204).end()
})

module.exports = router
