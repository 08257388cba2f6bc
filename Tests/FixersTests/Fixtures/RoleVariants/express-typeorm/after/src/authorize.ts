import type { NextFunction, Request, Response } from "express";
import { In } from "typeorm";
import { Project } from "./entity/project";
import { Task } from "./entity/task";
import { User } from "./entity/user";
import { AppDataSource } from "./data-source";
import { Policy, Role, Scope, policies } from "./access-policy";
import { noteForAudit } from "./audit-logger";

interface Caller {
	id: number;
	role: Role;
	team: number[];
}

/** What a request may reach. */
export interface Reach {
	/** Users whose data it may reach; null for everybody's. */
	owners: number[] | null;
}

/** Whether every refusal looks the same, so that nobody learns which routes there are. */
const concealRoutes = true;
const answers = { 401: "Unauthorized", 403: "Forbidden", 404: "Not found" };

const fromNarrowest: Scope[] = ["own", "team", "all"];

const rules = Object.entries(policies).map(([route, policy]) => {
	const [method = "", path = ""] = route.split(" ");
	return { ...policy, route, method, path: new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}/?$`, "i") };
});

/** Lets a request pass that the policies allow to the caller's role, and no other. */
export async function authorize(req: Request, res: Response, next: NextFunction): Promise<void> {
	try {
		const asked = policiesFor(req);
		const caller = await findCaller(callerOf(req).id as number | undefined);
		if (!caller) {
			return deny(res, "the caller is not known", 401);
		}
		if (asked.length === 0) {
			return deny(res, "no policy allows this route", 404);
		}
		if (!asked.every(({ roles }) => Object.keys(roles).includes(caller.role))) {
			const actions = asked.map(({ action }) => action).join(", ");
			return deny(res, `${actions} is not for the role ${caller.role}`);
		}
		const scope = narrowest(asked, caller.role);
		res.locals.reach = { owners: ownersIn(scope, caller) };
		next();
	} catch (error) {
		next(error);
	}
}

async function findCaller(id: number | undefined): Promise<Caller | null> {
	if (id === undefined || id === null) {
		return null;
	}
	const user = await AppDataSource.getRepository(User).findOne({ where: { id: id } });
	if (!user) {
		return null;
	}
	const team = user.teamId === null ? [] : await AppDataSource.getRepository(User).findBy({ teamId: user.teamId });
	return { id: user.id, role: user.role as Role, team: team.map((one: { id: number }) => one.id) };
}

/** Who is calling, as authentication left it on the request. */
function callerOf(req: Request): Record<string, unknown> {
	return (req as Request & { user?: Record<string, unknown> }).user ?? {};
}

/** The policies of all routes that could take the request. */
function policiesFor(req: Request): Policy[] {
	const method = req.method === "HEAD" ? "GET" : req.method;
	const all = rules.filter((rule) => rule.method === method && rule.path.test(req.baseUrl + req.path));
	const route = `${method} ${req.baseUrl}${req.route?.path ?? ""}`;
	const one = all.filter((rule) => rule.route === route.replace(/(.)\/$/, "$1"));
	return one.length === 1 ? one : all;
}

function narrowest(asked: Policy[], role: Role): Scope {
	const scopes = asked.map(({ roles }) => roles[role] ?? "own");
	const rank = (scope: Scope) => fromNarrowest.indexOf(scope);
	return scopes.reduce((one, other) => (rank(one) < rank(other) ? one : other));
}

function ownersIn(scope: Scope, caller: Caller): number[] | null {
	if (scope === "all") {
		return null;
	}
	return scope === "own" ? [caller.id] : [caller.id, ...caller.team];
}

/** What the request may reach; there is nothing before `authorize` has run. */
export function reach(res: Response): Reach {
	return res.locals.reach;
}

/** What limits the rows of each table to those within reach. */
export const within = {
	Project: ({ owners }: Reach) => (owners === null ? {} : { ownerId: In(owners) }),
	Task: ({ owners }: Reach) => (owners === null ? {} : { project: { ownerId: In(owners) } }),
};

/** The same for query builders. */
export const withinQuery = {
	Project: ({ owners }: Reach, alias: string): [string, object] =>
		owners === null ? ["true", {}] : [`${alias}.ownerId IN (:...reachOwners)`, { reachOwners: owners }],
};

const rowsWithinReach = {
	Project: (id: number, limits: Reach) =>
		AppDataSource.getRepository(Project).countBy({ id, ...within.Project(limits) }),
	Task: (id: number, limits: Reach) =>
		AppDataSource.getRepository(Task).countBy({ id, ...within.Task(limits) }),
};

/** Whether a row that a request refers to is within its reach. */
export async function reaches(
	limits: Reach,
	table: keyof typeof rowsWithinReach,
	id: unknown,
): Promise<boolean> {
	if (id === null || id === undefined || limits.owners === null) {
		return true;
	}
	// A key is a value: what is more might be read as a condition.
	if (typeof id === "object") {
		return false;
	}
	return (await rowsWithinReach[table](id as never, limits)) > 0;
}

/** Refuses a request; why is for the audit log alone. */
export function deny(res: Response, reason: string, status: 401 | 403 | 404 = 403): void {
	noteForAudit(res, { reason });
	const shown = concealRoutes ? 403 : status;
	if (shown === 401) {
		res.set("WWW-Authenticate", "Bearer");
	}
	res.status(shown).json({ error: answers[shown] });
}
