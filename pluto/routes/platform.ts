/** Routes of the platform itself: health, tenants, clusters, OpenAPI, the stream. */
import { openapi } from '@opads/serve/openapi'
import { listClusters } from '../clusters.ts'
import { contract } from '../contract.ts'
import { addEvent } from '../events.ts'
import { streamOf } from '../stream.ts'
import { deleteTenant, listTenants, makeTenant } from '../tenants.ts'
import type { PlutoHandlers, PlutoTools } from '../tools.ts'

export const platformRoutes = (tools: PlutoTools) => {
  const { database, signal: stopping } = tools
  const page = openapi(contract, 'Opads', '1')
  return {
    'GET /healthz': async () => ({ state: 'healthy' as const }),
    'GET /openapi.json': async () => page,
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
    'GET /api/v1/clusters': () => listClusters(tools),
    'GET /api/v1/stream': async ({ caller, signal }) =>
      streamOf(tools, caller, AbortSignal.any([signal, stopping])),
  } satisfies Partial<PlutoHandlers>
}
