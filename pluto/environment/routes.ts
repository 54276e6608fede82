/** Routes of an application in an environment: the number of pods. */
import { said } from '@opads/kernel/message'
import type { GuardedHandlers } from '../gate/guarded.ts'
import { redeploy } from '../rollout/redeploy.ts'
import type { environmentContract } from './contract.ts'

export const environmentRoutes = () => {
  return {
    'PUT /api/v1/applications/:name/environments/:environment/scale': async ({
      caller: { account: by },
      database,
      target: place,
      body: { replicas },
      note,
    }) => {
      note({ replicas })
      await database
        .insertInto('placement')
        .values({ ...place, replicas })
        .onConflict((conflict) => conflict.columns(['application', 'environment']).doUpdateSet({ replicas }))
        .execute()
      return redeploy(database, place, {
        by,
        kind: 'application.scaled',
        message: said('application.scaled', { by, environment: place.environment, replicas }),
      })
    },
  } satisfies GuardedHandlers<typeof environmentContract>
}
