/** Every route of the contract on the fake's rows, merged from its nouns: a route without a handler does not compile. */
import { openapi } from '@opads/serve/openapi'
import { contract } from '../contract.ts'
import { streamOf } from '../stream/sent-events.ts'
import type { PlutoHandlers } from '../tools.ts'
import { accountRoutes } from './account.ts'
import { applicationRoutes } from './application.ts'
import { clusterRoutes } from './cluster.ts'
import { eventRoutes } from './event.ts'
import { podRoutes } from './pod.ts'
import { releaseRoutes } from './release.ts'
import { environmentRoutes, rolloutRoutes } from './rollout.ts'
import { runDeliveryRoutes, runRoutes } from './run.ts'
import { tenantOf } from './target.ts'
import { tenantRoutes } from './tenant.ts'
import { tokenRoutes } from './token.ts'
import type { FakeTools } from './tools.ts'
import { variableRoutes } from './variable.ts'

export function fakeRoutes(tools: FakeTools): PlutoHandlers {
  const { changes } = tools.store
  const owner = async (application: string) => tenantOf(tools.store, application)
  return {
    'GET /healthz': async () => ({ state: 'healthy' }),
    'GET /openapi.json': async () => openapi(contract, 'Opads', '1'),
    'GET /api/v1/stream': async ({ caller, signal }) =>
      streamOf({ changes, tenantOf: owner }, caller, AbortSignal.any([signal, tools.signal])),
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
  }
}
