import {Column, Entity, PrimaryGeneratedColumn, Index} from "typeorm" // das Übliche
import { clean } from "./lib/clean"

/* Wer behandelt wird – niemals ohne Anlass lesen. */
@Entity({ name: "patients" })
export class Patient {
	@PrimaryGeneratedColumn() id!: number

	// gesucht wird danach: siehe lib/find.ts
	@Column("varchar", { length: 11, })
	ssn!: string

	@Column("varchar", { nullable: true, /* selten */ length: 40 }) passportNumber?: string

	@Column("varchar")
	diagnosis!: string // Ärztliches

	@Column()
	medicalHistory!: string
}