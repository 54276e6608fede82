/** Every route of the contract with its handler, merged from the nouns' routes. */
import { openapi } from '@opads/serve/openapi'
import { accountRoutes } from './account/routes.ts'
import { applicationRoutes } from './application/routes.ts'
import { clusterRoutes } from './cluster/routes.ts'
import { contract } from './contract.ts'
import { environmentRoutes } from './environment/routes.ts'
import { eventRoutes } from './event/routes.ts'
import { podRoutes } from './pod/routes.ts'
import { releaseRoutes } from './release/routes.ts'
import { rolloutRoutes } from './rollout/routes.ts'
import { runDeliveryRoutes } from './run/delivery-routes.ts'
import { runRoutes } from './run/routes.ts'
import { refusing } from './store/refusing.ts'
import { streamRoutes } from './stream/routes.ts'
import { tenantRoutes } from './tenant/routes.ts'
import { tokenRoutes } from './token/routes.ts'
import type { PlutoHandlers, PlutoTools } from './tools.ts'
import { variableRoutes } from './variable/routes.ts'

export function routes(tools: PlutoTools): PlutoHandlers {
  const page = openapi(contract, 'Opads', '1')
  return refusing({
    'GET /healthz': async () => ({ state: 'healthy' }),
    'GET /openapi.json': async () => page,
    ...accountRoutes(tools),
    ...tokenRoutes(tools),
    ...tenantRoutes(tools),
    ...clusterRoutes(tools),
    ...applicationRoutes(tools),
    ...podRoutes(tools),
    ...releaseRoutes(tools),
    ...rolloutRoutes(tools),
    ...variableRoutes(tools),
    ...environmentRoutes(tools),
    ...runRoutes(tools),
    ...runDeliveryRoutes(tools),
    ...eventRoutes(tools),
    ...streamRoutes(tools),
  })
}
