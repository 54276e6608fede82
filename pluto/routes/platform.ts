/** Routes of the platform itself: clusters, the description. */
import { openapi } from '@opads/serve/openapi'
import { listClusters } from '../clusters.ts'
import { contract } from '../contract.ts'
import type { PlutoHandlers, PlutoTools } from '../tools.ts'

export const platformRoutes = (tools: PlutoTools) => {
  const page = openapi(contract, 'Opads', '1')
  return {
    'GET /healthz': async () => ({ state: 'healthy' as const }),
    'GET /openapi.json': async () => page,
    'GET /api/v1/clusters': () => listClusters(tools),
  } satisfies Partial<PlutoHandlers>
}
