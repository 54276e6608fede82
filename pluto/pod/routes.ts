/** Routes of pods: those of an application, their log. */
import type { GuardedHandlers } from '../gate/guarded.ts'
import type { PlutoTools } from '../tools.ts'
import type { podContract } from './contract.ts'
import { podLog } from './log.ts'
import { podView } from './row.ts'

export const podRoutes = (tools: PlutoTools) => {
  const { live, signal: stopping } = tools
  return {
    'GET /api/v1/applications/:name/pods': async ({ target: { name } }) => ({
      items: live.pods(name).map(podView),
    }),
    'GET /api/v1/applications/:name/environments/:environment/logs': async ({ target, query, signal }) =>
      podLog(tools, target, query, AbortSignal.any([signal, stopping])),
  } satisfies GuardedHandlers<typeof podContract>
}
