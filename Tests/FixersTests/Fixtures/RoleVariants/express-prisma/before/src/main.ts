import express from 'express'
import { routes } from './routes'

const app = express()
app.disable('x-powered-by')
app.use(express.json())
app.use('/api', routes)
app.listen(Number(process.env.PORT ?? 3000))
