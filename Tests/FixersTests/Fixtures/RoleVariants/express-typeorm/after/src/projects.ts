import { Response, Router } from "express";
import { audit } from "./audit-logger";
import { deny, reach, reaches, within, withinQuery } from "./authorize";
import { AppDataSource } from "./data-source";
import { Project } from "./entity/project";
import { SignedIn } from "./signed-in";

const repository = AppDataSource.getRepository(Project);

export const projects = Router();

projects.use(audit("projects"));

projects.get("/", async (req: SignedIn, res: Response) => {
	const all = await repository.createQueryBuilder("project").orderBy("project.id").andWhere(...withinQuery.Project(reach(res), "project")).getMany();
	res.json(all);
});

projects.get("/:id", async (req: SignedIn, res: Response) => {
	if (!(await reaches(reach(res), "Project", Number(req.params.id)))) {
		return deny(res, "Project out of reach");
	}
	const project = await repository.findOne({
		where: { id: Number(req.params.id), ...within.Project(reach(res)) },
	});
	if (!project) {
		res.sendStatus(404);
		return;
	}
	res.json(project);
});

projects.post("/", async (req: SignedIn, res: Response) => {
	const project = repository.create({ title: req.body.title, ownerId: req.user!.id });
	res.status(201).json(await repository.save(project));
});

projects.patch("/:id", async (req: SignedIn, res: Response) => {
	if (!(await reaches(reach(res), "Project", Number(req.params.id)))) {
		return deny(res, "Project out of reach");
	}
	const project = await repository.findOneBy({ id: Number(req.params.id), ...within.Project(reach(res)) });
	if (project === null) {
		res.sendStatus(404);
		return;
	}
	project.title = req.body.title;
	res.json(await repository.save(project));
});

projects.put("/:id", async (req: SignedIn, res: Response) => {
	if (!(await reaches(reach(res), "Project", Number(req.params.id)))) {
		return deny(res, "Project out of reach");
	}
	const project = await repository.findOneByOrFail({ id: Number(req.params.id), ...within.Project(reach(res)) });
	Object.assign(project, req.body);
	res.json(await repository.save(project));
});

projects.delete("/:id", async (req: SignedIn, res: Response) => {
	if (!(await reaches(reach(res), "Project", Number(req.params.id)))) {
		return deny(res, "Project out of reach");
	}
	await repository.delete({ id: Number(req.params.id), ...within.Project(reach(res)) });
	res.json({ id: req.params.id });
});
