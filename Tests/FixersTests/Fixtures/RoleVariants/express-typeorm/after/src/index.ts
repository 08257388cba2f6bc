import express from "express";
import { auditLogger } from "./audit-logger";
import { authorize } from "./authorize";
import { AppDataSource } from "./data-source";
import { settings, tasks } from "./others";
import { projects } from "./projects";
import { requirePolicies } from "./require-policies";
import { signedIn } from "./signed-in";

async function main(): Promise<void> {
	await AppDataSource.initialize();

	const app = express();
	app.disable("x-powered-by");
	app.use(auditLogger);
	app.use(express.json());
	app.use("/api", signedIn, authorize);
	app.use("/api/projects", projects);
	app.use("/api/tasks", tasks);
	app.use("/api/settings", settings);
	requirePolicies(app);
	app.listen(Number(process.env.PORT ?? 3000));
}

void main();
