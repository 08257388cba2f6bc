import { Column, Entity, ManyToOne, PrimaryGeneratedColumn } from "typeorm";
import { Project } from "./project";

@Entity("task")
export class Task {
	@PrimaryGeneratedColumn()
	id!: number;

	@Column({ type: "text" })
	title!: string;

	@ManyToOne(() => Project)
	project!: Project;
}
