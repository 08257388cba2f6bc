export type Role = "admin" | "manager" | "member";

/** Whose data: everybody's, that of one's team, or one's own. */
export type Scope = "all" | "team" | "own";

type Grants = Partial<Record<Role, Scope>>;

export interface Policy {
	action: string;
	roles: Grants;
}

const readers: Grants = { admin: "all", manager: "team", member: "own" };
const editors: Grants = { admin: "all", manager: "own", member: "own" };
const administrators: Grants = { admin: "all" };

/** Who may use which route, and whose data it reaches. What has no line here is refused to all. */
export const policies: Record<string, Policy> = {
	"GET /api/projects": { action: "projects.read", roles: readers },
	"POST /api/projects": { action: "projects.create", roles: editors },
	"GET /api/projects/:id": { action: "projects.read", roles: readers },
	"PUT /api/projects/:id": { action: "projects.update", roles: administrators },
	"PATCH /api/projects/:id": { action: "projects.update", roles: editors },
	"DELETE /api/projects/:id": { action: "projects.delete", roles: editors },
	"GET /api/settings": { action: "settings.read", roles: administrators },
	"PUT /api/settings": { action: "settings.update", roles: administrators },
	"POST /api/tasks": { action: "tasks.create", roles: editors },
	"GET /api/tasks/:id": { action: "tasks.read", roles: readers },
};

/** Routes that anybody may use, signed in or not. */
export const publicRoutes: string[] = [];
