import { createCipheriv, createDecipheriv, randomBytes } from "crypto"

// Encrypts fields one by one, with AES-256-GCM. What is stored reads
//
//   enc:v1:<id of the key>:<nonce>:<ciphertext and tag>
//
// and can be read back only as the field it was written as. FIELD_ENCRYPTION_KEYS holds the keys, the
// one to encrypt with first: 2026a=<32 bytes in base64>,2025a=<32 bytes in base64>. A new key is put in
// front; an old one stays until npm run encrypt-fields has encrypted every value anew.

const mark = "enc:v1:"
let keys: Map<string, Buffer> | null = null

/** The keys by their ids; without one nothing is stored at all. */
function allKeys(): Map<string, Buffer> {
	if (keys !== null) {
		return keys
	}
	const found = new Map<string, Buffer>()
	for (const entry of (process.env.FIELD_ENCRYPTION_KEYS ?? "").split(",")) {
		const match = /^\s*([a-z0-9-]{1,32})=([A-Za-z0-9+/]{43}=)\s*$/.exec(entry)
		const id = match?.[1]
		const key = match?.[2]
		if (id === undefined || key === undefined || found.has(id)) {
			throw new Error("FIELD_ENCRYPTION_KEYS has to hold keys of 32 bytes in base64, as in id=key,id=key")
		}
		found.set(id, Buffer.from(key, "base64"))
	}
	keys = found
	return found
}

/** How values begin that are encrypted with the first key. */
export function currentMark(): string {
	const [id] = allKeys().keys()
	return `${mark}${id}:`
}

/** What is stored of a value. The field is part of it: moved to another one, it cannot be read. */
export function encryptField(field: string, value: string): string {
	const head = currentMark()
	const key = allKeys().get(head.slice(mark.length, -1))
	if (key === undefined) {
		throw new Error("there is no key to encrypt with")
	}
	const nonce = randomBytes(12)
	const cipher = createCipheriv("aes-256-gcm", key, nonce)
	cipher.setAAD(Buffer.from(`${head}${field}`))
	const sealed = Buffer.concat([cipher.update(value, "utf8"), cipher.final(), cipher.getAuthTag()])
	return `${head}${nonce.toString("base64")}:${sealed.toString("base64")}`
}

/** The value of what is stored; fails when it was changed, or belongs to another field. */
export function decryptField(field: string, stored: string): string {
	if (!stored.startsWith(mark)) {
		return plainValue(field, stored)
	}
	const [id, nonce, sealed] = stored.slice(mark.length).split(":")
	const key = allKeys().get(id ?? "")
	if (key === undefined || nonce === undefined || sealed === undefined) {
		throw new Error(`${field} holds a value that no key is there for`)
	}
	const bytes = Buffer.from(sealed, "base64")
	const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"), { authTagLength: 16 })
	decipher.setAAD(Buffer.from(`${mark}${id}:${field}`))
	decipher.setAuthTag(bytes.subarray(-16))
	return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8")
}

/**
 * A value that is not encrypted. Rows from before are read while FIELD_ENCRYPTION_PLAINTEXT is
 * accepted; take that away once npm run encrypt-fields ended with 0, or values can be replaced unnoticed.
 */
function plainValue(field: string, stored: string): string {
	// What is left of a person who was deleted.
	if (stored === "erased") {
		return stored
	}
	if (process.env.FIELD_ENCRYPTION_PLAINTEXT === "accepted") {
		return stored
	}
	throw new Error(`${field} holds a value that is not encrypted`)
}

/** What is stored, encrypted with the first key, whether it was encrypted before or not. */
export function renewField(field: string, stored: string): string {
	return encryptField(field, stored.startsWith(mark) ? decryptField(field, stored) : stored)
}

/** Keeps a column encrypted; what is empty stays so. */
export function encrypted(field: string) {
	return {
		to: (value: string | null | undefined) =>
			value === null || value === undefined ? value : encryptField(field, value),
		from: (stored: string | null | undefined) =>
			stored === null || stored === undefined ? stored : decryptField(field, stored),
	}
}
