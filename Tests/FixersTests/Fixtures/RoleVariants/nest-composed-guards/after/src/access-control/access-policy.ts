export type Role = 'ADMIN' | 'USER';

/** Whose data: everybody's, or one's own. */
export type Scope = 'all' | 'own';

type Grants = Partial<Record<Role, Scope>>;

export interface Policy {
  action: string;
  roles: Grants;
}

const readers: Grants = { ADMIN: 'all', USER: 'own' };
const editors: Grants = { ADMIN: 'all', USER: 'own' };

/** Who may use which route, and whose data it reaches. What has no line here is refused to all. */
export const policies: Record<string, Policy> = {
  'NotesController.list': { action: 'notes.read', roles: readers }, // GET /notes
  'NotesController.add': { action: 'notes.create', roles: editors }, // POST /notes
  'NotesController.find': { action: 'notes.read', roles: readers }, // GET /notes/:id
};

/** Routes that anybody may use, signed in or not. */
export const publicRoutes: string[] = [];
