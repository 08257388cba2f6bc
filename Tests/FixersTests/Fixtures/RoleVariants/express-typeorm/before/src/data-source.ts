import { DataSource } from "typeorm";
import { Project } from "./entity/project";
import { Setting } from "./entity/setting";
import { Task } from "./entity/task";
import { User } from "./entity/user";

export const AppDataSource = new DataSource({
	type: "postgres",
	url: process.env.DATABASE_URL,
	entities: [User, Project, Task, Setting],
	migrations: ["dist/migration/*.js"],
});
