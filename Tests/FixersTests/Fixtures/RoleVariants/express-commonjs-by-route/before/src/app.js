'use strict'

const express = require('express')
const routes = require('./routes')

const app = express()

app.disable('x-powered-by')
app.use(express.json())
app.get('/health', (req, res) => res.json({ ok: true }))
app.use('/api', routes)
app.use((req, res) => res.status(404).json({ error: 'Not found' }))

module.exports = app
