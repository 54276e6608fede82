/** Queues a deploy: with the current settings, or, for a rollback, with those that the release last ran with there. */
import { type Message, said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import type { Place } from '../environment/place.ts'
import { addEvent } from '../event/rows.ts'
import { firstRunTo } from '../run/kinds/way.ts'
import { enqueue } from '../run/rows.ts'
import type { Database } from '../store/database.ts'
import { differing, lastDeployed, restoreSettings, settingsOf } from './settings.ts'
import type { Settings } from './table.ts'

type Asked = {
  readonly release: number
  /** A rollback: its old variables (as in the template that `kubectl rollout undo` restores) and replica count become the current ones. */
  readonly asItRan: boolean
  /** The number of a run that is undone names nothing. */
  readonly dryRun: boolean
  readonly by: string
}
/** Which current settings a rollback changes. */
export type Restored = {
  readonly variables: string[]
  readonly replicas: { readonly from: number; readonly to: number } | null
}

/** Runs in a transaction. @throws Problem `release.unknown`, `release.never-ran` */
export async function askDeploy(
  database: Database,
  key: Buffer,
  place: Place,
  { release, asItRan, dryRun, by }: Asked,
): Promise<{ run: number | null; restores: Restored | null }> {
  const { application, environment } = place
  const row = await database
    .selectFrom('release')
    .select(['commit', 'title', 'recipe', 'run'])
    .where('application', '=', application)
    .where('number', '=', release)
    .executeTakeFirst()
  if (!row) throw new Problem('release.unknown', { application, release })
  const then = asItRan ? await lastDeployed(database, place, release) : undefined
  if (asItRan && !then) throw new Problem('release.never-ran', { application, release, environment })
  let restores: Restored | null = null
  if (then?.settings) {
    const today = await settingsOf(database, place)
    restores = restoredBy({ today, past: then.settings, fallback: row.recipe.replicas }, key, place)
    await restoreSettings(database, place, then.settings, { names: restores.variables, by })
  }
  const message = asked({ by, release, environment, asItRan }, restores)
  await addEvent(database, { application, by, kind: 'deploy.asked', message })
  const { commit, title } = row
  const run = await enqueue(database, {
    kind: firstRunTo(environment),
    ...place,
    cause: `deploy ${crypto.randomUUID()}`,
    by,
    commit,
    release,
    builtFrom: row.run,
    ...(title !== null && { title }),
  })
  return { run: dryRun ? null : run, restores }
}

/** Pure. @param settings.fallback the replica count where none was set */
export function restoredBy(
  { today, past, fallback }: { readonly today: Settings; readonly past: Settings; readonly fallback: number },
  key: Buffer,
  place: Place,
): Restored {
  const [from, to] = [today, past].map((one) => one.replicas ?? fallback) as [number, number]
  return {
    variables: [...differing(today, past, key, place)],
    replicas: from === to ? null : { from, to },
  }
}

type Words = Pick<Asked, 'by' | 'release' | 'asItRan'> & { readonly environment: string }

export function asked({ asItRan, ...facts }: Words, restored: Restored | null): Message {
  if (!asItRan) return said('deploy.asked', facts)
  const { variables = [], replicas = null } = restored ?? {}
  const settings = [...variables, ...(replicas ? [said('deploy.restores-pods', replicas)] : [])]
  if (settings.length === 0) return said('deploy.restores', facts)
  return said('deploy.restores-settings', { ...facts, settings })
}
