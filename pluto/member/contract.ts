/** Routes of the members of a tenant. */
import type { GuardedContract } from '../gate/contract-type.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const memberContract = {
  'GET /api/v1/tenants/:name/members': { policy: 'account', act: 'member.read', target: 'tenant', summary: 'Members of a tenant with their roles', answer: shape.members, tagged: true },
  'POST /api/v1/tenants/:name/members': { policy: 'account', act: 'member.add', target: 'tenant', summary: 'Add an account to a tenant', body: shape.newMember, example: { account: 'eva', role: 'developer' }, answer: shape.member, status: 201 },
  'PUT /api/v1/tenants/:name/members/:account': { policy: 'account', act: 'member.change', target: 'member', summary: 'Change the role of a member', body: shape.changedMember, example: { role: 'deployer' }, answer: shape.member },
  'DELETE /api/v1/tenants/:name/members/:account': { policy: 'account', act: 'member.remove', target: 'member', summary: 'Remove a member from a tenant' },
} as const satisfies GuardedContract
