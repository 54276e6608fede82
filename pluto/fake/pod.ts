/** Pods of an application, and their log. */
import type { Handlers } from '@opads/serve/route'
import type { podContract } from '../pod/contract.ts'
import { podLog } from '../pod/log.ts'
import { podView } from '../pod/row.ts'
import { applicationOf, placeOf } from './target.ts'
import type { FakeTools } from './tools.ts'

export const podRoutes = ({ store, cluster, signal: stopping }: FakeTools) => {
  return {
    'GET /api/v1/applications/:name/pods': async ({ caller, params }) => {
      const { name } = applicationOf(store, params.name, caller)
      return { items: cluster.live.pods(name).map(podView) }
    },
    'GET /api/v1/applications/:name/environments/:environment/logs': async (call) =>
      podLog(cluster, placeOf(store, call), call.query, AbortSignal.any([call.signal, stopping])),
  } satisfies Handlers<typeof podContract>
}
