export type Role = 'boss' | 'clerk';

/** Whose data: everybody's in the tenant, that of one's team, or one's own. */
export type Scope = 'all' | 'team' | 'own';

type Grants = Partial<Record<Role, Scope>>;

export interface Policy {
    action: string;
    roles: Grants;
}

const readers: Grants = { boss: 'all', clerk: 'team' };
const administrators: Grants = { boss: 'all' };

/** Who may use which route, and whose data it reaches. What has no line here is refused to all. */
export const policies: Record<string, Policy> = {
    'GET /reviews': { action: 'reviews.read', roles: administrators },
    'GET /tickets': { action: 'tickets.read', roles: administrators },
    'GET /tickets/:id': { action: 'tickets.read', roles: readers },
    'DELETE /tickets/:id': { action: 'tickets.delete', roles: administrators },
};

/** Routes that anybody may use, signed in or not. */
export const publicRoutes: string[] = [
    'POST /login',
];
