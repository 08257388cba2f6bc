export type Role = 'admin' | 'member';

/** Whose data: everybody's, or one's own. */
export type Scope = 'all' | 'own';

type Grants = Partial<Record<Role, Scope>>;

export interface Policy {
  action: string;
  roles: Grants;
}

const readers: Grants = { admin: 'all', member: 'own' };
const editors: Grants = { admin: 'all', member: 'own' };

/** Who may use which route, and whose data it reaches. What has no line here is refused to all. */
export const policies: Record<string, Policy> = {
  'GET /api/notes/:id': { action: 'notes.read', roles: readers },
  'DELETE /api/notes/:id': { action: 'notes.delete', roles: editors },
};

/** Routes that anybody may use, signed in or not. */
export const publicRoutes: string[] = [];
