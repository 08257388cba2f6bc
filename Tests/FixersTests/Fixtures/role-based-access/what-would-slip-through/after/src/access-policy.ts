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
const administrators: Grants = { admin: 'all' };

/** Who may use which route, and whose data it reaches. What has no line here is refused to all. */
export const policies: Record<string, Policy> = {
  'GET /boards': { action: 'boards.read', roles: readers },
  'POST /boards': { action: 'boards.create', roles: administrators },
  'PUT /cards/:id/board': { action: 'cards.update', roles: editors },
  'POST /copies': { action: 'copies.create', roles: administrators },
  'PUT /me': { action: 'me.update', roles: administrators },
};

/** Routes that anybody may use, signed in or not. */
export const publicRoutes: string[] = [];
