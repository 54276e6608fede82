/** Roles of a tenant's members, the least first; each may do what those before it may. Pure. */

export const roles = ['viewer', 'developer', 'deployer', 'admin'] as const
export type Role = (typeof roles)[number]

export const includes = (held: Role, needed: Role): boolean => roles.indexOf(held) >= roles.indexOf(needed)
