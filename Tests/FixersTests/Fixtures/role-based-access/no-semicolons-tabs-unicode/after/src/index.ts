import express from "express"
import { requirePolicies } from "./require-policies.js"
import { routes } from "./routes.js"

const app = express()
app.use(express.json())
app.get("/version", (_req, res) => res.json({ version: 1 }))
app.use("/v1", routes)
requirePolicies(app)
app.listen(3000)