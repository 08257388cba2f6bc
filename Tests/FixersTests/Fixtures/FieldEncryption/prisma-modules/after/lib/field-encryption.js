import { createCipheriv, createDecipheriv, randomBytes } from "crypto"

// Encrypts fields one by one, with AES-256-GCM. What is stored reads
//
//   enc:v1:<id of the key>:<nonce>:<ciphertext and tag>
//
// and can be read back only as the field it was written as. FIELD_ENCRYPTION_KEYS holds the keys, the
// one to encrypt with first: 2026a=<32 bytes in base64>,2025a=<32 bytes in base64>. A new key is put in
// front; an old one stays until npm run encrypt-fields has encrypted every value anew.

const mark = "enc:v1:"
/** @type {Map<string, Buffer> | null} */
let keys = null

/** The keys by their ids; without one nothing is stored at all. */
function allKeys() {
  if (keys !== null) {
    return keys
  }
  const found = new Map()
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

/**
 * How values begin that are encrypted with the first key.
 *
 * @returns {string}
 */
export function currentMark() {
  const [id] = allKeys().keys()
  return `${mark}${id}:`
}

/**
 * What is stored of a value. The field is part of it: moved to another one, it cannot be read.
 *
 * @param {string} field
 * @param {string} value
 * @returns {string}
 */
export function encryptField(field, value) {
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

/**
 * The value of what is stored; fails when it was changed, or belongs to another field.
 *
 * @param {string} field
 * @param {string} stored
 * @returns {string}
 */
export function decryptField(field, stored) {
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
function plainValue(field, stored) {
  // What is left of a person who was deleted.
  if (stored === "erased") {
    return stored
  }
  if (process.env.FIELD_ENCRYPTION_PLAINTEXT === "accepted") {
    return stored
  }
  throw new Error(`${field} holds a value that is not encrypted`)
}

/**
 * What is stored, encrypted with the first key, whether it was encrypted before or not.
 *
 * @param {string} field
 * @param {string} stored
 * @returns {string}
 */
export function renewField(field, stored) {
  return encryptField(field, stored.startsWith(mark) ? decryptField(field, stored) : stored)
}

/**
 * @typedef {object} Model
 * @property {string[]} fields
 * @property {Record<string, string>} relations
 */

/**
 * @typedef {object} Operation
 * @property {string} model
 * @property {object} args
 * @property {(args: never) => Promise<unknown>} query
 */

// Fields that are kept encrypted, and the ways that lead to them from other models.
const models = {
  Clinic: { fields: [], relations: { patients: "Patient", rooms: "Room" } },
  Patient: { fields: ["ssn", "passportNumber"], relations: { visits: "Visit", clinic: "Clinic" } },
  Room: { fields: [], relations: { clinic: "Clinic" } },
  Visit: { fields: ["diagnosis"], relations: { patient: "Patient" } },
}

/**
 * A client that encrypts fields on their way into the database, and decrypts them on their way out.
 *
 * @param {import('@prisma/client').PrismaClient} client
 * @returns {import('@prisma/client').PrismaClient}
 */
export function withFieldEncryption(client) {
  return client.$extends({
    query: {
      $allModels: {
        async $allOperations({ model, args, query }) {
          return opened(model, await query(sealed(model, args)))
        },
      },
    },
  })
}

/** An operation with the rows that it writes encrypted. */
function sealed(model, operation) {
  const result = { ...operation }
  for (const part of ["data", "create", "update"]) {
    if (part in result) {
      result[part] = written(model, result[part])
    }
  }
  return result
}

function written(model, rows) {
  if (Array.isArray(rows)) {
    return rows.map((row) => written(model, row))
  }
  if (!isRow(rows)) {
    return rows
  }
  const result = { ...rows }
  for (const field of models[model]?.fields ?? []) {
    if (field in result) {
      result[field] = sealedValue(`${model}.${field}`, result[field])
    }
  }
  for (const [relation, other] of Object.entries(models[model]?.relations ?? {})) {
    if (relation in result) {
      result[relation] = nested(other, result[relation])
    }
  }
  return result
}

function sealedValue(field, value) {
  if (isRow(value) && "set" in value) {
    return { ...value, set: sealedValue(field, value.set) }
  }
  return typeof value === "string" ? encryptField(field, value) : value
}

/** What is written of related rows along with a row. */
function nested(model, operations) {
  if (!isRow(operations)) {
    return operations
  }
  const result = { ...operations }
  if ("create" in result) {
    result.create = written(model, result.create)
  }
  for (const name of ["createMany", "connectOrCreate", "update", "updateMany", "upsert"]) {
    if (name in result) {
      result[name] = nestedPart(model, result[name])
    }
  }
  return result
}

function nestedPart(model, part) {
  if (Array.isArray(part)) {
    return part.map((one) => nestedPart(model, one))
  }
  if (!isRow(part)) {
    return part
  }
  // `update` takes the row itself, too, where there can be only one.
  return "data" in part || "create" in part ? sealed(model, part) : written(model, part)
}

/** Rows as they were before they were encrypted. */
function opened(model, rows) {
  if (Array.isArray(rows)) {
    return rows.map((row) => opened(model, row))
  }
  if (!isRow(rows)) {
    return rows
  }
  for (const field of models[model]?.fields ?? []) {
    const stored = rows[field]
    if (typeof stored === "string") {
      rows[field] = decryptField(`${model}.${field}`, stored)
    }
  }
  for (const [relation, other] of Object.entries(models[model]?.relations ?? {})) {
    if (relation in rows) {
      rows[relation] = opened(other, rows[relation])
    }
  }
  return rows
}

function isRow(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)
}
