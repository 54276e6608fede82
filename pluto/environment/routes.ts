/** Routes of an application in an environment: the number of pods. */
import type { Handlers } from '@opads/serve/route'
import { redeploy } from '../rollout/redeploy.ts'
import type { PlutoTools } from '../tools.ts'
import type { environmentContract } from './contract.ts'
import { placeOf } from './place.ts'

export const environmentRoutes = ({ database }: PlutoTools) => {
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
  } satisfies Handlers<typeof environmentContract>
}
