import { DataSource } from "typeorm"
import { Patient } from "./patient"

export const dataSource = new DataSource({
	type: "postgres",
	entities: [Patient],
})
