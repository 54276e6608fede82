/** Configuration and secrets of an application in an environment. Values are encrypted; only pods get those of secrets. */
import { Problem } from '@opads/kernel/problem'
import { type Selectable, sql } from 'kysely'
import type { Place } from '../environment/place.ts'
import type { Database, Tables } from '../store/database.ts'
import { decrypt, encrypt } from './encrypt.ts'

export const variablePlace = ({ application, environment }: Place, name: string) =>
  `${application}/${environment}/${name}`

/** A secret does not become a variable that can be read. @throws Problem `variable.is-secret` */
export function refuseSecrets(
  rows: readonly { readonly name: string; readonly is_secret: boolean }[],
  values: Readonly<Record<string, string | null>>,
  place: Place,
): void {
  const names = rows.filter(({ name, is_secret }) => is_secret && (values[name] ?? null) !== null)
  if (names.length > 0)
    throw new Problem('variable.is-secret', { ...place, names: names.map(({ name }) => name) })
}

/** Runs in a transaction. `null` deletes a variable. */
export async function setVariables(
  database: Database,
  key: Buffer,
  place: Place,
  values: Readonly<Record<string, string | null>>,
  { isSecret, by }: { readonly isSecret: boolean; readonly by: string },
): Promise<void> {
  if (!isSecret) refuseSecrets(await rowsOf(database, place), values, place)
  for (const [name, value] of Object.entries(values)) {
    if (value === null) {
      await database
        .deleteFrom('variable')
        .where('application', '=', place.application)
        .where('environment', '=', place.environment)
        .where('name', '=', name)
        .execute()
      continue
    }
    const sealed = encrypt(value, key, variablePlace(place, name))
    await database
      .insertInto('variable')
      .values({ ...place, name, sealed, is_secret: isSecret, changed_by: by })
      .onConflict((conflict) =>
        conflict.columns(['application', 'environment', 'name']).doUpdateSet({
          sealed,
          // It may have become a secret since it was looked at.
          is_secret: sql<boolean>`variable.is_secret or ${isSecret}`,
          changed_by: by,
          changed_at: new Date(),
        }),
      )
      .execute()
  }
}

/** For people: a secret's value is `null`, and every value for those who may see only names. */
export async function shownVariables(database: Database, key: Buffer, place: Place, withValues: boolean) {
  const rows = await rowsOf(database, place)
  return rows.map((row) => variableView(row, withValues ? key : null, place))
}

/** @param key `null`: without its value */
export const variableView = (row: Selectable<Tables['variable']>, key: Buffer | null, place: Place) => ({
  name: row.name,
  isSecret: row.is_secret,
  value: row.is_secret || key === null ? null : open(row, row.name, key, place),
  changedAt: row.changed_at.toISOString(),
  changedBy: row.changed_by,
})

export const open = (
  { sealed }: { readonly sealed: string },
  name: string,
  key: Buffer,
  place: Place,
): string => decrypt(sealed, key, variablePlace(place, name))

export const rowsOf = (database: Database, { application, environment }: Place) =>
  database
    .selectFrom('variable')
    .selectAll()
    .where('application', '=', application)
    .where('environment', '=', environment)
    .orderBy('name')
    .execute()
