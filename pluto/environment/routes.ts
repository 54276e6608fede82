/** Routes of an application in an environment: variables, secrets, the number of pods, their log. */
import type { Caller } from '@opads/serve/route'
import { ownedApplication } from '../applications.ts'
import { addEvent } from '../event/rows.ts'
import { podLog } from '../pod-log.ts'
import { enqueue } from '../runs.ts'
import { lastDeployed } from '../settings.ts'
import type { PlutoHandlers, PlutoTools } from '../tools.ts'
import { setVariables, shownVariables } from '../variables.ts'
import { requireEnvironment } from './names.ts'
import type { Place } from './place.ts'

type Params = { readonly name: string; readonly environment: string }
type Change = { readonly caller: Caller; readonly params: Params }

export const environmentRoutes = (tools: PlutoTools) => {
  const { database, key, signal: stopping } = tools
  const placeOf = async ({ caller, params }: Change): Promise<Place> => ({
    application: (await ownedApplication(database, params.name, caller)).name,
    environment: requireEnvironment(params.environment),
  })
  /** Queues a deploy so that running pods get the change; without a deployment it only adds the event. */
  const redeploy = async (place: Place, by: string, kind: string, text: string) => {
    await addEvent(database, { application: place.application, by, kind, text })
    if ((await lastDeployed(database, place)) === undefined) return { run: null }
    // The release is chosen when the run begins, so that a deploy in progress is not undone.
    return {
      run: await enqueue(database, {
        kind: 'deploy',
        ...place,
        cause: `${kind} ${crypto.randomUUID()}`,
        by,
      }),
    }
  }
  const change = async (call: Change, values: Readonly<Record<string, string | null>>, isSecret: boolean) => {
    const place = await placeOf(call)
    const by = call.caller.account
    await setVariables(database, key, place, values, { isSecret, by })
    const names = Object.keys(values).join(', ')
    return redeploy(
      place,
      by,
      isSecret ? 'secret.changed' : 'config.changed',
      `${by} changed ${names} in ${place.environment}`,
    )
  }
  return {
    'GET /api/v1/applications/:name/environments/:environment/config': async (call) => ({
      items: await shownVariables(database, key, await placeOf(call)),
    }),
    'PUT /api/v1/applications/:name/environments/:environment/config': (call) =>
      change(call, call.body.values, false),
    'PUT /api/v1/applications/:name/environments/:environment/secrets': (call) =>
      change(call, call.body.values, true),
    'PUT /api/v1/applications/:name/environments/:environment/scale': async (call) => {
      const place = await placeOf(call)
      const { replicas } = call.body
      await database
        .insertInto('placement')
        .values({ ...place, replicas })
        .onConflict((conflict) => conflict.columns(['application', 'environment']).doUpdateSet({ replicas }))
        .execute()
      const by = call.caller.account
      return redeploy(
        place,
        by,
        'application.scaled',
        `${by} scaled ${place.environment} to ${replicas} pods`,
      )
    },
    'GET /api/v1/applications/:name/environments/:environment/logs': async (call) => {
      const place = await placeOf(call)
      return podLog(tools, place, call.query, AbortSignal.any([call.signal, stopping]))
    },
  } satisfies Partial<PlutoHandlers>
}
