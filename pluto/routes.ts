/** Every route of the contract with its handler. */
import { accountRoutes } from './account/routes.ts'
import { applicationRoutes } from './application/routes.ts'
import { clusterRoutes } from './cluster/routes.ts'
import { environmentRoutes } from './environment/routes.ts'
import { eventRoutes } from './event/routes.ts'
import { podRoutes } from './pod/routes.ts'
import { releaseRoutes } from './release/routes.ts'
import { rolloutRoutes } from './rollout/routes.ts'
import { platformRoutes } from './routes/platform.ts'
import { runDeliveryRoutes } from './run/delivery-routes.ts'
import { runRoutes } from './run/routes.ts'
import { refusing } from './store/refusing.ts'
import { streamRoutes } from './stream/routes.ts'
import { tenantRoutes } from './tenant/routes.ts'
import { tokenRoutes } from './token/routes.ts'
import type { PlutoHandlers, PlutoTools } from './tools.ts'
import { variableRoutes } from './variable/routes.ts'

export const routes = (tools: PlutoTools): PlutoHandlers =>
  refusing({
    ...platformRoutes(),
    ...accountRoutes(tools),
    ...applicationRoutes(tools),
    ...environmentRoutes(tools),
    ...runRoutes(tools),
    ...tenantRoutes(tools),
    ...tokenRoutes(tools),
    ...eventRoutes(tools),
    ...streamRoutes(tools),
    ...variableRoutes(tools),
    ...podRoutes(tools),
    ...clusterRoutes(tools),
    ...rolloutRoutes(tools),
    ...runDeliveryRoutes(tools),
    ...releaseRoutes(tools),
  })
