import express from "express"
import authenticate from "./authenticate.js"
import { measure, reportError } from "./measurements.js"
import { health } from "./routes/health.js"
import { orders } from "./routes/orders.js"

export const app = express()

// Before everything else: probes have no credentials, and come every few seconds.
app.get("/healthz", health)

app.use(measure)
app.use(express.json())
app.use(authenticate)
app.use("/orders", orders)
app.use(reportError)

if (process.env.PORT) app.listen(process.env.PORT)
