#!/usr/bin/env node
import express from "express" // Ünïcode
import morgan from "morgan"
import { log } from "./log"
import { measure, reportError } from "./measurements"
import { health } from "./routes/health"
import { parcels } from "./routes/parcels"

/* Die Anwendung */
export const app = express()

app.disable("x-powered-by")
// Before everything else: probes have no credentials, and come every few seconds.
app.get("/healthz", health)

app.use(measure)
// A query may name people: who was searched for, or a token from a mail.
morgan.token("url", (req) => (req.url ?? "").split("?")[0])

/*
 * Wer ruft an?
 */
app.use(morgan("combined", { stream: { write: (line) => log.info(line) } }))
app.use(express.json()); app.use("/parcels", parcels)

app.use(reportError)
// Zum Schluss: Fehler
app.use((error: Error, _req: express.Request, res: express.Response, _next: express.NextFunction) => {
	log.error({ error }, "kaputt")
	res.sendStatus(500)
})