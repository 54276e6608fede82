/** Settings of an application in an environment. Each deployment stores its own, for a restored release. Values stay encrypted. */
import { createHash } from 'node:crypto'
import type { Place } from '../environment/place.ts'
import type { Database } from '../store/database.ts'
import { open, rowsOf } from '../variable/rows.ts'
import type { Settings } from './table.ts'

type Deployed = {
  readonly release: number
  /** `null`: deployed before settings were stored. */
  readonly settings: Settings | null
}
/** The current settings. */
export async function settingsOf(database: Database, place: Place): Promise<Settings> {
  const { application, environment } = place
  const placement = await database
    .selectFrom('placement')
    .select('replicas')
    .where('application', '=', application)
    .where('environment', '=', environment)
    .executeTakeFirst()
  const rows = await rowsOf(database, place)
  const variables = rows.map(
    ({ name, sealed, is_secret }) => [name, { sealed, isSecret: is_secret }] as const,
  )
  return { replicas: placement?.replicas ?? null, variables: Object.fromEntries(variables) }
}

/** The newest deployment there, or the newest of one release. */
export async function lastDeployed(
  database: Database,
  { application, environment }: Place,
  release?: number,
): Promise<Deployed | undefined> {
  let query = database
    .selectFrom('deployment')
    .select(['release', 'settings'])
    .where('application', '=', application)
    .where('environment', '=', environment)
    .orderBy('id', 'desc')
    .limit(1)
  if (release !== undefined) query = query.where('release', '=', release)
  return query.executeTakeFirst()
}

/** Decrypts variables for pods. The digest does not depend on their order. */
export function openSettings({ variables }: Settings, key: Buffer, place: Place) {
  const names = Object.keys(variables).sort()
  const values = Object.fromEntries(names.map((name) => [name, open(variables[name]!, name, key, place)]))
  return { values, digest: createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16) }
}

/** Names of variables that only one of them has, or that differ. */
export function differing(one: Settings, other: Settings, key: Buffer, place: Place): readonly string[] {
  const opened = [one, other].map((settings) => openSettings(settings, key, place).values) as [
    Readonly<Record<string, string>>,
    Readonly<Record<string, string>>,
  ]
  const names = new Set(Object.keys({ ...opened[0], ...opened[1] }))
  return [...names]
    .filter(
      (name) =>
        opened[0][name] !== opened[1][name] ||
        one.variables[name]?.isSecret !== other.variables[name]?.isSecret,
    )
    .sort()
}

/** Makes a past deployment's settings the current ones. */
export async function restoreSettings(
  database: Database,
  place: Place,
  { replicas, variables }: Settings,
  { names, by }: { readonly names: readonly string[]; readonly by: string },
): Promise<void> {
  await database
    .insertInto('placement')
    .values({ ...place, replicas })
    .onConflict((conflict) => conflict.columns(['application', 'environment']).doUpdateSet({ replicas }))
    .execute()
  if (names.length === 0) return
  await database
    .deleteFrom('variable')
    .where('application', '=', place.application)
    .where('environment', '=', place.environment)
    .where('name', 'in', [...names])
    .execute()
  const rows = names.flatMap((name) => {
    const { sealed, isSecret } = variables[name] ?? {}
    return sealed === undefined ? [] : [{ ...place, name, sealed, is_secret: isSecret!, changed_by: by }]
  })
  if (rows.length > 0) await database.insertInto('variable').values(rows).execute()
}
