export type Role = "admin" | "member"

/** Whose data: everybody's, or one's own. */
export type Scope = "all" | "own"

type Grants = Partial<Record<Role, Scope>>

export interface Policy {
	action: string
	roles: Grants
}

const readers: Grants = { admin: "all", member: "own" }
const editors: Grants = { admin: "all", member: "own" }
const themselves: Grants = { admin: "own", member: "own" }
const everyone: Grants = { admin: "all", member: "all" }

/** Who may use which route, and whose data it reaches. What has no line here is refused to all. */
export const policies: Record<string, Policy> = {
	"GET /v1/holidays": { action: "holidays.read", roles: everyone },
	"GET /v1/me": { action: "me.read", roles: themselves },
	"GET /v1/projects": { action: "projects.read", roles: readers },
	"POST /v1/tasks": { action: "tasks.create", roles: editors },
	"GET /v1/tasks/:id": { action: "tasks.read", roles: readers },
	"PUT /v1/tasks/:id": { action: "tasks.update", roles: editors },
}

/** Routes that anybody may use, signed in or not. */
export const publicRoutes: string[] = [
	"GET /version",
]