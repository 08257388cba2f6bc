import express from 'express'
import { auditLogger } from './audit-logger'
import { refuseOptions, refuseUnknown } from './authorize'
import { requirePolicies } from './require-policies'
import { routes } from './routes'

const app = express()
app.disable('x-powered-by')
app.use(auditLogger)
app.use(express.json())
app.use('/api', refuseOptions)
app.use('/api', routes)
app.use('/api', refuseUnknown)
requirePolicies(app)
app.listen(Number(process.env.PORT ?? 3000))
