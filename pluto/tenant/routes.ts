/** Routes of tenants. */
import { said } from '@opads/kernel/message'
import { addEvent } from '../event/rows.ts'
import { AfterCommit, type GuardedHandlers } from '../gate/guarded.ts'
import type { PlutoTools } from '../tools.ts'
import type { tenantContract } from './contract.ts'
import { removeNamespaces } from './namespaces.ts'
import { deleteTenant, listTenants, makeTenant } from './rows.ts'

export const tenantRoutes = (tools: PlutoTools) => {
  return {
    'GET /api/v1/tenants': ({ database, caller }) => listTenants(database, caller),
    'POST /api/v1/tenants': async ({ database, caller, body: { name } }) => {
      const made = await makeTenant(database, name)
      await addEvent(database, {
        by: caller.account,
        kind: 'tenant.created',
        message: said('tenant.created', { tenant: name }),
      })
      return made
    },
    'DELETE /api/v1/tenants/:name': async ({ database, caller, target: { name } }) => {
      await deleteTenant(database, name)
      await addEvent(database, {
        by: caller.account,
        kind: 'tenant.deleted',
        message: said('tenant.deleted', { tenant: name }),
      })
      return new AfterCommit(
        () => removeNamespaces(tools, name),
        async () => {},
      )
    },
  } satisfies GuardedHandlers<typeof tenantContract>
}
