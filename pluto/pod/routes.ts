/** Routes of pods: those of an application, their log. */
import type { Handlers } from '@opads/serve/route'
import { ownedApplication } from '../application/rows.ts'
import { placeOf } from '../environment/place.ts'
import type { PlutoTools } from '../tools.ts'
import type { podContract } from './contract.ts'
import { podLog } from './log.ts'
import { podView } from './row.ts'

export const podRoutes = (tools: PlutoTools) => {
  const { database, live, signal: stopping } = tools
  return {
    'GET /api/v1/applications/:name/pods': async ({ caller, params }) => {
      const { name } = await ownedApplication(database, params.name, caller)
      return { items: live.pods(name).map(podView) }
    },
    'GET /api/v1/applications/:name/environments/:environment/logs': async (call) => {
      const place = await placeOf(database, call)
      return podLog(tools, place, call.query, AbortSignal.any([call.signal, stopping]))
    },
  } satisfies Handlers<typeof podContract>
}
