/** Routes of variables and secrets of an application in an environment. */
import { said } from '@opads/kernel/message'
import type { Place } from '../environment/place.ts'
import type { GuardedHandlers } from '../gate/guarded.ts'
import { may } from '../gate/roles.ts'
import { redeploy } from '../rollout/redeploy.ts'
import type { Database } from '../store/database.ts'
import type { PlutoTools } from '../tools.ts'
import type { variableContract } from './contract.ts'
import { setVariables, shownVariables } from './rows.ts'

export const variableRoutes = ({ key }: PlutoTools) => {
  const change = async (
    database: Database,
    place: Place,
    values: Readonly<Record<string, string | null>>,
    { isSecret, by }: { readonly isSecret: boolean; readonly by: string },
  ) => {
    await setVariables(database, key, place, values, { isSecret, by })
    const names = Object.keys(values)
    return redeploy(database, place, {
      by,
      kind: isSecret ? 'secret.changed' : 'config.changed',
      message: said('variables.changed', { by, names, environment: place.environment }),
    })
  }
  return {
    'GET /api/v1/applications/:name/environments/:environment/config': async ({
      caller,
      database,
      target,
      scope,
    }) => {
      // Who may set them somewhere may see them; a viewer sees the names.
      const { allowed } = may(caller, 'application.config', { ...scope, environment: null })
      return { items: await shownVariables(database, key, target, allowed) }
    },
    'PUT /api/v1/applications/:name/environments/:environment/config': ({
      caller: { account: by },
      database,
      target,
      body: { values },
      note,
    }) => {
      note({ names: Object.keys(values) })
      return change(database, target, values, { isSecret: false, by })
    },
    'PUT /api/v1/applications/:name/environments/:environment/secrets': ({
      caller: { account: by },
      database,
      target,
      body: { values },
      note,
    }) => {
      note({ names: Object.keys(values) })
      return change(database, target, values, { isSecret: true, by })
    },
  } satisfies GuardedHandlers<typeof variableContract>
}
