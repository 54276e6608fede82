/** Routes of the members of a tenant. */
import type { GuardedHandlers } from '../gate/guarded.ts'
import type { memberContract } from './contract.ts'
import { addMember, changeMember, listMembers, removeMember } from './rows.ts'

export const memberRoutes = () => {
  return {
    'GET /api/v1/tenants/:name/members': async ({ database, target }) => ({
      items: await listMembers(database, target.name),
    }),
    'POST /api/v1/tenants/:name/members': async ({ database, target, caller, body, note }) => {
      note({ member: body.account, role: body.role })
      return addMember(database, { tenant: target.name, ...body }, caller.account)
    },
    'PUT /api/v1/tenants/:name/members/:account': async ({ database, target, caller, body, note }) => {
      note({ before: target.role, role: body.role })
      return changeMember(database, target, body.role, caller)
    },
    'DELETE /api/v1/tenants/:name/members/:account': async ({ database, target, caller, note }) => {
      note({ before: target.role })
      await removeMember(database, target, caller)
    },
  } satisfies GuardedHandlers<typeof memberContract>
}
