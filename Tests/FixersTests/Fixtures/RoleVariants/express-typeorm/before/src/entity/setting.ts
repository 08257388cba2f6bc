import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("setting")
export class Setting {
	@PrimaryColumn({ type: "text" })
	name!: string;

	@Column({ type: "text" })
	value!: string;
}
