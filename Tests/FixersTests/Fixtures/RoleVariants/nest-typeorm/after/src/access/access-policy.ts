export type Role = 'admin' | 'manager' | 'member';

/** Whose data: everybody's, that of one's team, or one's own. */
export type Scope = 'all' | 'team' | 'own';

type Grants = Partial<Record<Role, Scope>>;

export interface Policy {
  action: string;
  roles: Grants;
}

const readers: Grants = { admin: 'all', manager: 'team', member: 'own' };
const editors: Grants = { admin: 'all', manager: 'own', member: 'own' };
const administrators: Grants = { admin: 'all' };

/** Who may use which route, and whose data it reaches. What has no line here is refused to all. */
export const policies: Record<string, Policy> = {
  'ProjectsController.all': { action: 'projects.read', roles: readers }, // GET /api/projects
  'ProjectsController.create': { action: 'projects.create', roles: editors }, // POST /api/projects
  'ProjectsController.one': { action: 'projects.read', roles: readers }, // GET /api/projects/:id
  'ProjectsController.rename': { action: 'projects.update', roles: editors }, // PATCH /api/projects/:id
  'ProjectsController.remove': { action: 'projects.delete', roles: editors }, // DELETE /api/projects/:id
  'SettingsController.all': { action: 'settings.read', roles: administrators }, // GET /api/settings
  'SettingsController.change': { action: 'settings.update', roles: administrators }, // PUT /api/settings
  'TasksController.add': { action: 'tasks.create', roles: editors }, // POST /api/tasks
  'TasksController.one': { action: 'tasks.read', roles: readers }, // GET /api/tasks/:id
};

/** Routes that anybody may use, signed in or not. */
export const publicRoutes: string[] = [];
