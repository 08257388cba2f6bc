'use strict'

const express = require('express')
const { auditLogger } = require('./middleware/audit-logger')
const { refuseOptions, refuseUnknown } = require('./middleware/authorize')
const { requirePolicies } = require('./middleware/require-policies')
const routes = require('./routes')

const app = express()

app.disable('x-powered-by')
app.use(auditLogger)
app.use(express.json())
app.use('/api', refuseOptions)
app.get('/health', (req, res) => res.json({ ok: true }))
app.use('/api', routes)
app.use('/api', refuseUnknown)
app.use((req, res) => res.status(404).json({ error: 'Not found' }))
requirePolicies(app)

module.exports = app
