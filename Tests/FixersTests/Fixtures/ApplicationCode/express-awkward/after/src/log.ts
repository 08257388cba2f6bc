import pino from "pino"
import { redactedPaths } from "./log-redaction"

// Für alle: ein Logger
export const log = pino({ redact: redactedPaths, level: process.env.LOG_LEVEL ?? "info" })