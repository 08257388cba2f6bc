import { createHmac, randomBytes } from "crypto"

/** Made anew by each process, unless one is set for all: without it nobody can try values out. */
const key = process.env.LOG_PSEUDONYM_KEY ?? randomBytes(32)

/** Stands for a person in the log: the same for the same value, and of no use without the key. */
export function pseudonym(value: unknown): string | null {
	if (value === undefined || value === null || value === "") {
		return null
	}
	const text = String(value).trim().toLowerCase()
	return createHmac("sha256", key).update(text).digest("hex").slice(0, 12)
}