/** Every route of the contract on the fake's rows, merged from its nouns: a route without a handler does not compile. */
import { openapi } from '@opads/serve/openapi'
import { contract } from '../contract.ts'
import { gate } from '../gate/gate.ts'
import type { GuardedHandlers } from '../gate/guarded.ts'
import { accessRoutes } from '../gate/routes.ts'
import { streamOf } from '../stream/sent-events.ts'
import type { PlutoHandlers } from '../tools.ts'
import { writeRoutes } from '../write/routes.ts'
import { accountRoutes } from './account.ts'
import { applicationRoutes } from './application.ts'
import { auditRoutes, recordAct, recordRead } from './audit.ts'
import { clusterRoutes } from './cluster.ts'
import { eventRoutes } from './event.ts'
import { memberRoutes } from './member.ts'
import { podRoutes } from './pod.ts'
import { readVersion } from './read-version.ts'
import { releaseRoutes } from './release.ts'
import { environmentRoutes, rolloutRoutes } from './rollout.ts'
import { runDeliveryRoutes, runRoutes } from './run.ts'
import type { Store } from './store.ts'
import { finders, grantorsOf, tenantOf } from './target.ts'
import { tenantRoutes } from './tenant.ts'
import { tokenRoutes } from './token.ts'
import type { FakeTools } from './tools.ts'
import { variableRoutes } from './variable.ts'
import { writesOf } from './write.ts'

const recheckMs = 3000

export function fakeRoutes(tools: FakeTools): PlutoHandlers {
  const { store, accounts } = tools
  const { changes } = store
  const lookup = { find: finders, grantorsOf }
  const owner = async (application: string) => tenantOf(store, application)
  const handlers: GuardedHandlers<typeof contract, Store> = {
    'GET /healthz': async () => ({ state: 'healthy' }),
    'GET /openapi.json': async () => openapi(contract, 'Opads', '1'),
    'GET /api/v1/stream': async ({ caller, signal, headers }) =>
      streamOf(
        { changes, tenantOf: owner },
        {
          caller,
          signal: AbortSignal.any([signal, tools.signal]),
          lastEventId: headers.get('last-event-id'),
        },
      ),
    ...accountRoutes(tools),
    ...tokenRoutes(tools),
    ...tenantRoutes(tools),
    ...memberRoutes(tools),
    ...accessRoutes(lookup),
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
    ...auditRoutes(tools),
    ...writeRoutes(),
  }
  return gate(contract, handlers, {
    ...lookup,
    store,
    ...writesOf(store),
    readVersion,
    key: store.key,
    accounts,
    record: recordAct,
    recordRead: recordRead(store),
    recheckMs,
  })
}
