/** Routes of tenants. */
import type { Handlers } from '@opads/serve/route'
import { addEvent } from '../event/rows.ts'
import type { PlutoTools } from '../tools.ts'
import type { tenantContract } from './contract.ts'
import { deleteTenant, listTenants, makeTenant } from './rows.ts'

export const tenantRoutes = ({ database }: PlutoTools) => {
  return {
    'GET /api/v1/tenants': ({ caller }) => listTenants(database, caller),
    'POST /api/v1/tenants': async ({ caller, body: { name } }) => {
      const made = await makeTenant(database, name)
      await addEvent(database, {
        by: caller.account,
        kind: 'tenant.created',
        text: `Tenant ${name} was made`,
      })
      return made
    },
    'DELETE /api/v1/tenants/:name': async ({ caller, params: { name } }) => {
      await deleteTenant(database, name)
      await addEvent(database, {
        by: caller.account,
        kind: 'tenant.deleted',
        text: `Tenant ${name} was deleted`,
      })
    },
  } satisfies Handlers<typeof tenantContract>
}
