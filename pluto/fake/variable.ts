/** Variables and secrets, encrypted as in PostgreSQL. */

import type { Place } from '../environment/place.ts'
import type { GuardedHandlers } from '../gate/guarded.ts'
import { may } from '../gate/roles.ts'
import type { variableContract } from '../variable/contract.ts'
import { encrypt } from '../variable/encrypt.ts'
import { open, refuseSecrets, variablePlace, variableView } from '../variable/rows.ts'
import { said } from './sentences.ts'
import { redeploy, variablesOf } from './settings.ts'
import { drop, isAt, type Row, type Store } from './store.ts'
import type { FakeTools } from './tools.ts'

type Setting = { readonly isSecret: boolean; readonly by: string }
/** `null` deletes a variable. */
export function setVariables(
  { rows, key, time }: Store,
  place: Place,
  values: Readonly<Record<string, string | null>>,
  { isSecret, by }: Setting,
): void {
  if (!isSecret) refuseSecrets(rows.variable.filter(isAt(place)), values, place)
  for (const [name, value] of Object.entries(values)) {
    drop(rows.variable, (row) => isAt(place)(row) && row.name === name)
    if (value === null) continue
    const sealed = encrypt(value, key, variablePlace(place, name))
    rows.variable.push({ ...place, name, sealed, is_secret: isSecret, changed_at: time(), changed_by: by })
  }
}

/** Decrypted, secrets too. */
export const variableValue = ({ key }: Store, row: Row<'variable'>): string => open(row, row.name, key, row)

export const variableRoutes = ({ store }: FakeTools) => {
  const change = async (
    place: Place,
    values: Readonly<Record<string, string | null>>,
    { isSecret, by }: Setting,
  ) => {
    setVariables(store, place, values, { isSecret, by })
    return redeploy(store, place, said.variablesChanged(by, place, Object.keys(values), isSecret))
  }
  return {
    'GET /api/v1/applications/:name/environments/:environment/config': async ({ caller, target, scope }) => {
      const { allowed } = may(caller, 'application.config', { ...scope, environment: null })
      const key = allowed ? store.key : null
      return { items: variablesOf(store, target).map((row) => variableView(row, key, target)) }
    },
    'PUT /api/v1/applications/:name/environments/:environment/config': ({ caller, target, body, note }) => {
      note({ names: Object.keys(body.values) })
      return change(target, body.values, { isSecret: false, by: caller.account })
    },
    'PUT /api/v1/applications/:name/environments/:environment/secrets': ({ caller, target, body, note }) => {
      note({ names: Object.keys(body.values) })
      return change(target, body.values, { isSecret: true, by: caller.account })
    },
  } satisfies GuardedHandlers<typeof variableContract, Store>
}
