/** Routes of variables and secrets of an application in an environment. */
import type { Handlers } from '@opads/serve/route'
import { type PlaceCall, placeOf } from '../environment/place.ts'
import { redeploy } from '../rollout/redeploy.ts'
import type { PlutoTools } from '../tools.ts'
import type { variableContract } from './contract.ts'
import { setVariables, shownVariables } from './rows.ts'

export const variableRoutes = ({ database, key }: PlutoTools) => {
  const change = async (
    call: PlaceCall,
    values: Readonly<Record<string, string | null>>,
    isSecret: boolean,
  ) => {
    const place = await placeOf(database, call)
    const by = call.caller.account
    await setVariables(database, key, place, values, { isSecret, by })
    const names = Object.keys(values).join(', ')
    return redeploy(database, place, {
      by,
      kind: isSecret ? 'secret.changed' : 'config.changed',
      text: `${by} changed ${names} in ${place.environment}`,
    })
  }
  return {
    'GET /api/v1/applications/:name/environments/:environment/config': async (call) => ({
      items: await shownVariables(database, key, await placeOf(database, call)),
    }),
    'PUT /api/v1/applications/:name/environments/:environment/config': (call) =>
      change(call, call.body.values, false),
    'PUT /api/v1/applications/:name/environments/:environment/secrets': (call) =>
      change(call, call.body.values, true),
  } satisfies Handlers<typeof variableContract>
}
