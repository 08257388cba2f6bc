import { PrismaClient } from "@prisma/client"

/** One client for all, also while the server is reloaded. */
export const db = globalThis.db ?? new PrismaClient({ log: ["error"] })

if (process.env.NODE_ENV !== "production") globalThis.db = db
