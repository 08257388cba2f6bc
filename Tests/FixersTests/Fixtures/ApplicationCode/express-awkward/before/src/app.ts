#!/usr/bin/env node
import express from "express" // Ünïcode
import morgan from "morgan"
import { log } from "./log"
import { parcels } from "./routes/parcels"

/* Die Anwendung */
export const app = express()

app.disable("x-powered-by")
/*
 * Wer ruft an?
 */
app.use(morgan("combined", { stream: { write: (line) => log.info(line) } }))
app.use(express.json()); app.use("/parcels", parcels)

// Zum Schluss: Fehler
app.use((error: Error, _req: express.Request, res: express.Response, _next: express.NextFunction) => {
	log.error({ error }, "kaputt")
	res.sendStatus(500)
})