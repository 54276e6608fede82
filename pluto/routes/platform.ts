/** Routes of the platform itself: clusters, the description, the stream. */
import { openapi } from '@opads/serve/openapi'
import { listClusters } from '../clusters.ts'
import { contract } from '../contract.ts'
import { streamOf } from '../stream.ts'
import type { PlutoHandlers, PlutoTools } from '../tools.ts'

export const platformRoutes = (tools: PlutoTools) => {
  const { signal: stopping } = tools
  const page = openapi(contract, 'Opads', '1')
  return {
    'GET /healthz': async () => ({ state: 'healthy' as const }),
    'GET /openapi.json': async () => page,
    'GET /api/v1/clusters': () => listClusters(tools),
    'GET /api/v1/stream': async ({ caller, signal }) =>
      streamOf(tools, caller, AbortSignal.any([signal, stopping])),
  } satisfies Partial<PlutoHandlers>
}
