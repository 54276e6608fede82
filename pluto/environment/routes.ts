/** Routes of an application in an environment: the number of pods, their log. */
import { podLog } from '../pod-log.ts'
import { redeploy } from '../rollout/redeploy.ts'
import type { PlutoHandlers, PlutoTools } from '../tools.ts'
import { placeOf } from './place.ts'

export const environmentRoutes = (tools: PlutoTools) => {
  const { database, signal: stopping } = tools
  return {
    'PUT /api/v1/applications/:name/environments/:environment/scale': async (call) => {
      const place = await placeOf(database, call)
      const { replicas } = call.body
      await database
        .insertInto('placement')
        .values({ ...place, replicas })
        .onConflict((conflict) => conflict.columns(['application', 'environment']).doUpdateSet({ replicas }))
        .execute()
      const by = call.caller.account
      return redeploy(database, place, {
        by,
        kind: 'application.scaled',
        text: `${by} scaled ${place.environment} to ${replicas} pods`,
      })
    },
    'GET /api/v1/applications/:name/environments/:environment/logs': async (call) => {
      const place = await placeOf(database, call)
      return podLog(tools, place, call.query, AbortSignal.any([call.signal, stopping]))
    },
  } satisfies Partial<PlutoHandlers>
}
