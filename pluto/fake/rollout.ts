/** Deployments, and what follows from a change of settings. */
import { Problem } from '@opads/kernel/problem'
import type { environmentContract } from '../environment/contract.ts'
import type { Place } from '../environment/place.ts'
import type { GuardedHandlers } from '../gate/guarded.ts'
import { type Restored, restoredBy } from '../rollout/ask.ts'
import type { rolloutContract } from '../rollout/contract.ts'
import { deploymentView } from '../rollout/routes.ts'
import type { Settings } from '../rollout/table.ts'
import { firstRunTo } from '../run/kinds/way.ts'
import { cursorOf, pageOf } from '../store/page.ts'
import { addEvent } from './event.ts'
import { enqueue } from './run-rows.ts'
import { said } from './sentences.ts'
import { lastDeployed, redeploy, settingsOf } from './settings.ts'
import { drop, isAt, newestFirst, type Store } from './store.ts'
import { releaseOf } from './target.ts'
import type { FakeTools } from './tools.ts'

export const rolloutRoutes = ({ store }: FakeTools) => {
  const { rows } = store
  return {
    'GET /api/v1/applications/:name/deployments': async ({ target: { name }, query }) => {
      const own = rows.deployment.filter((row) => row.application === name)
      return pageOf(
        newestFirst(own, (row) => row.id, cursorOf(query.cursor), query),
        query.limit,
        deploymentView,
      )
    },
    'POST /api/v1/applications/:name/deployments': async ({ caller, target: place, dryRun, body, note }) => {
      note({ release: body.release, asItRan: body.asItRan })
      const { application, environment } = place
      const { release, asItRan } = body
      const by = caller.account
      const row = releaseOf(store, application, release)
      const then = asItRan ? lastDeployed(store, place, release) : undefined
      if (asItRan && !then) throw new Problem('release.never-ran', { application, release, environment })
      let restores: Restored | null = null
      if (then?.settings) {
        const settings = {
          today: settingsOf(store, place),
          past: then.settings,
          fallback: row.recipe.replicas,
        }
        restores = restoredBy(settings, store.key, place)
        restore(store, place, then.settings, restores.variables, by)
      }
      addEvent(store, said.deployAsked(by, place, release, asItRan ? (restores ?? nothing) : undefined))
      const words = {
        commit: row.commit,
        release,
        builtFrom: row.run,
        ...(row.title !== null && { title: row.title }),
      }
      const cause = `deploy ${crypto.randomUUID()}`
      const run = enqueue(store, { kind: firstRunTo(environment), ...place, cause, by, ...words })
      return { run: dryRun ? null : run, restores }
    },
  } satisfies GuardedHandlers<typeof rolloutContract, Store>
}

const nothing: Restored = { variables: [], replicas: null }

/** Makes a past deployment's settings the current ones. */
function restore(store: Store, place: Place, settings: Settings, names: readonly string[], by: string): void {
  const { rows, time } = store
  setReplicas(store, place, settings.replicas)
  drop(rows.variable, (row) => isAt(place)(row) && names.includes(row.name))
  for (const name of names) {
    const { sealed, isSecret } = settings.variables[name] ?? {}
    if (sealed !== undefined)
      rows.variable.push({ ...place, name, sealed, is_secret: isSecret!, changed_at: time(), changed_by: by })
  }
}

function setReplicas({ rows }: Store, place: Place, replicas: number | null): void {
  drop(rows.placement, isAt(place))
  rows.placement.push({ ...place, replicas })
}

export const environmentRoutes = ({ store }: FakeTools) => {
  return {
    'PUT /api/v1/applications/:name/environments/:environment/scale': async ({
      caller,
      target,
      body,
      note,
    }) => {
      note({ replicas: body.replicas })
      setReplicas(store, target, body.replicas)
      return redeploy(store, target, said.scaled(caller.account, target, body.replicas))
    },
  } satisfies GuardedHandlers<typeof environmentContract, Store>
}
