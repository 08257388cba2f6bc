import pino from "pino"

// Für alle: ein Logger
export const log = pino({ level: process.env.LOG_LEVEL ?? "info" })