import express from "express";
import { AppDataSource } from "./data-source";
import { settings, tasks } from "./others";
import { projects } from "./projects";
import { signedIn } from "./signed-in";

async function main(): Promise<void> {
	await AppDataSource.initialize();

	const app = express();
	app.disable("x-powered-by");
	app.use(express.json());
	app.use("/api", signedIn);
	app.use("/api/projects", projects);
	app.use("/api/tasks", tasks);
	app.use("/api/settings", settings);
	app.listen(Number(process.env.PORT ?? 3000));
}

void main();
