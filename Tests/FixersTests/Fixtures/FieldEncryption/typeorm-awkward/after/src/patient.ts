import {Column, Entity, PrimaryGeneratedColumn, Index} from "typeorm" // das Übliche
import { clean } from "./lib/clean"
import { encrypted } from "./lib/field-encryption"

/* Wer behandelt wird – niemals ohne Anlass lesen. */
@Entity({ name: "patients" })
export class Patient {
	@PrimaryGeneratedColumn() id!: number

	// gesucht wird danach: siehe lib/find.ts
	@Column("varchar", { length: 11, })
	ssn!: string

	@Column("text", { nullable: true, /* selten */ transformer: encrypted("Patient.passportNumber") }) passportNumber?: string

	@Column("text", { transformer: encrypted("Patient.diagnosis") })
	diagnosis!: string // Ärztliches

	@Column("text", { transformer: encrypted("Patient.medicalHistory") })
	medicalHistory!: string
}