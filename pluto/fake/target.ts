/** What a route acts on: found for the caller, or refused. Another tenant's is refused like what does not exist. */
import { Problem } from '@opads/kernel/problem'
import type { Caller } from '@opads/serve/route'
import { requireEnvironment } from '../environment/names.ts'
import type { Place, PlaceCall } from '../environment/place.ts'
import { mayUse } from '../gate/may-use.ts'
import { type Row, type Store, storable } from './store.ts'

export type OwnedRun = Row<'run'> & { readonly tenant: string }
type Rows = Pick<Store, 'rows'>

export const tenantOf = ({ rows }: Rows, application: string): string | undefined =>
  rows.application.find(({ name }) => name === application)?.tenant

/** @throws Problem `application.unknown` */
export function applicationOf({ rows }: Rows, name: string, caller: Caller): Row<'application'> {
  const row = rows.application.find((one) => one.name === storable(name))
  if (!row || !mayUse(caller, row.tenant)) throw new Problem('application.unknown', { application: name })
  return row
}

/** @throws Problem `application.unknown`, `environment.unknown` */
export const placeOf = (store: Rows, { caller, params }: PlaceCall): Place => ({
  application: applicationOf(store, params.name, caller).name,
  environment: requireEnvironment(params.environment),
})

/** @throws Problem `run.unknown` */
export function runOf(store: Rows, id: string, caller: Caller): OwnedRun {
  const row = store.rows.run.find((one) => one.id === (/^\d{1,9}$/.test(id) ? Number(id) : 0))
  const tenant = row && tenantOf(store, row.application)
  if (!row || tenant === undefined || !mayUse(caller, tenant)) throw new Problem('run.unknown', { run: id })
  return { ...row, tenant }
}

/** @throws Problem `release.unknown` */
export function releaseOf({ rows }: Rows, application: string, release: number): Row<'release'> {
  const row = rows.release.find((one) => one.application === application && one.number === release)
  if (!row) throw new Problem('release.unknown', { application, release })
  return row
}

/** @throws Problem `account.not-there` */
export function accountOf({ rows }: Rows, name: string): Row<'account'> {
  const row = rows.account.find((one) => one.name === storable(name))
  if (!row) throw new Problem('account.not-there', { account: name })
  return row
}

/** @throws Problem `tenant.unknown` for the first that does not exist */
export function requireTenants({ rows }: Rows, names: readonly string[]): void {
  const missing = names.find((name) => !rows.tenant.some((row) => row.name === name))
  if (missing !== undefined) throw new Problem('tenant.unknown', { tenant: missing })
}
