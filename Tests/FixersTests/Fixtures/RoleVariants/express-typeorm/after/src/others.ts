import { Response, Router } from "express";
import { audit } from "./audit-logger";
import { deny, reach, reaches, within } from "./authorize";
import { AppDataSource } from "./data-source";
import { Setting } from "./entity/setting";
import { Task } from "./entity/task";
import { SignedIn } from "./signed-in";

export const tasks = Router();

tasks.use(audit("tasks"));

tasks.get("/:id", async (req: SignedIn, res: Response) => {
	if (!(await reaches(reach(res), "Task", Number(req.params.id)))) {
		return deny(res, "Task out of reach");
	}
	const found = await AppDataSource.getRepository(Task).findOneBy({ id: Number(req.params.id), ...within.Task(reach(res)) });
	res.json(found);
});

tasks.post("/", async (req: SignedIn, res: Response) => {
	const { projectId, title } = req.body;
	if (!(await reaches(reach(res), "Project", projectId))) {
		return deny(res, "Project out of reach");
	}
	const task = AppDataSource.getRepository(Task).create({ title, project: { id: projectId } });
	res.status(201).json(await AppDataSource.getRepository(Task).save(task));
});

export const settings = Router();

settings.use(audit("settings"));

settings.get("/", async (req: SignedIn, res: Response) => {
	res.json(await AppDataSource.getRepository(Setting).find());
});

settings.put("/", async (req: SignedIn, res: Response) => {
	await AppDataSource.getRepository(Setting).update({ name: req.body.name }, { value: req.body.value });
	res.status(204).end();
});
