import { db } from "./lib/db.js"

export const patients = (ids) => db.patient.findMany({ where: { id: { in: ids } }, orderBy: { email: "asc" } })

// The visits of whom they are of.
export const visits = (email) => db.visit.findMany({ where: { patient: { email } } })
