import { Response, Router } from "express";
import { AppDataSource } from "./data-source";
import { Setting } from "./entity/setting";
import { Task } from "./entity/task";
import { SignedIn } from "./signed-in";

export const tasks = Router();

tasks.get("/:id", async (req: SignedIn, res: Response) => {
	const found = await AppDataSource.getRepository(Task).findOneBy({ id: Number(req.params.id) });
	res.json(found);
});

tasks.post("/", async (req: SignedIn, res: Response) => {
	const { projectId, title } = req.body;
	const task = AppDataSource.getRepository(Task).create({ title, project: { id: projectId } });
	res.status(201).json(await AppDataSource.getRepository(Task).save(task));
});

export const settings = Router();

settings.get("/", async (req: SignedIn, res: Response) => {
	res.json(await AppDataSource.getRepository(Setting).find());
});

settings.put("/", async (req: SignedIn, res: Response) => {
	await AppDataSource.getRepository(Setting).update({ name: req.body.name }, { value: req.body.value });
	res.status(204).end();
});
