import { PrismaClient } from "@prisma/client"
import { withFieldEncryption } from "./field-encryption.js"

/** One client for all, also while the server is reloaded. */
export const db = globalThis.db ?? withFieldEncryption(new PrismaClient({ log: ["error"] }))

if (process.env.NODE_ENV !== "production") globalThis.db = db
