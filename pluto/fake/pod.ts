/** Pods of an application, and their log. */
import type { GuardedHandlers } from '../gate/guarded.ts'
import type { podContract } from '../pod/contract.ts'
import { podLog } from '../pod/log.ts'
import { podView } from '../pod/row.ts'
import type { Store } from './store.ts'
import type { FakeTools } from './tools.ts'

export const podRoutes = ({ cluster, signal: stopping }: FakeTools) => {
  return {
    'GET /api/v1/applications/:name/pods': async ({ target: { name } }) => ({
      items: cluster.live.pods(name).map(podView),
    }),
    'GET /api/v1/applications/:name/environments/:environment/logs': async ({ target, query, signal }) =>
      podLog(cluster, target, query, AbortSignal.any([signal, stopping])),
  } satisfies GuardedHandlers<typeof podContract, Store>
}
