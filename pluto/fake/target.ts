/** What a route acts on, found in the rows of the fake; `gate/find-target.ts` does so in PostgreSQL. */
import { Problem } from '@opads/kernel/problem'
import { requireEnvironment } from '../environment/names.ts'
import { mostNamed } from '../gate/grantors.ts'
import { nowhere, type Scope } from '../gate/roles.ts'
import {
  type Asked,
  environmentOf,
  type Finders,
  runOf,
  scopeOf,
  tenantOf as tenantAsked,
  text,
  unownedFinders,
} from '../gate/target.ts'
import { operator } from '../token/rows.ts'
import { byText, type Row, type Store, storable } from './store.ts'

type Rows = Pick<Store, 'rows'>

const applicationOf = ({ rows }: Rows, { params }: Asked) => {
  const name = storable(text(params.name))
  return rows.application.find((row) => row.name === name)
}

export const finders: Finders<Store> = {
  ...unownedFinders,
  token: async ({ rows }, { account, params }) => {
    const name = storable(text(params.name))
    const target = rows.token.find(
      (row) => row.kind === 'api' && row.account === account && row.name === name,
    )
    return target && { scope: nowhere, name, target }
  },
  account: async ({ rows }, { params }) => {
    const name = storable(text(params.name))
    const target = rows.account.find((row) => row.name === name)
    return target && { scope: nowhere, name, target }
  },
  tenant: async ({ rows }, asked) => {
    const name = storable(tenantAsked(asked))
    const target = rows.tenant.find((row) => row.name === name)
    return target && { scope: { ...nowhere, tenant: name }, name, target }
  },
  member: async ({ rows }, { params }) => {
    const [tenant, account] = [storable(text(params.name)), storable(text(params.account))]
    const target = rows.member.find((row) => row.tenant === tenant && row.account === account)
    return target && { scope: { ...nowhere, tenant }, name: account, target }
  },
  application: async (store, asked) => {
    const target = applicationOf(store, asked)
    return target && { scope: scopeOf(target), name: target.name, target }
  },
  environment: async (store, asked) => {
    const environment = requireEnvironment(environmentOf(asked))
    const row = applicationOf(store, asked)
    const target = row && { application: row.name, environment }
    return target && { scope: scopeOf(row, environment), name: row.name, target }
  },
  run: async (store, asked) => {
    const target = ownedRun(store, runOf(asked))
    if (!target) return undefined
    const { tenant, application, environment } = target
    return { scope: { tenant, application, environment }, name: String(target.id), target }
  },
}

export async function grantorsOf({ rows }: Rows, { tenant }: Pick<Scope, 'tenant'>): Promise<string[]> {
  const admins = rows.member.filter((row) => row.tenant === tenant && row.role === 'admin')
  const administrators = rows.account.filter((row) => row.is_admin && row.name !== operator)
  const names = admins.length > 0 ? admins.map((row) => row.account) : administrators.map((row) => row.name)
  return names.sort(byText((name) => name)).slice(0, mostNamed)
}

export const tenantOf = ({ rows }: Rows, application: string): string | undefined =>
  rows.application.find(({ name }) => name === application)?.tenant

export function ownedRun(store: Rows, id: number): (Row<'run'> & { readonly tenant: string }) | undefined {
  const row = store.rows.run.find((one) => one.id === id)
  const tenant = row && tenantOf(store, row.application)
  return tenant === undefined ? undefined : { ...row!, tenant }
}

/** @throws Problem `release.unknown` */
export function releaseOf({ rows }: Rows, application: string, release: number): Row<'release'> {
  const row = rows.release.find((one) => one.application === application && one.number === release)
  if (!row) throw new Problem('release.unknown', { application, release })
  return row
}

/** @throws Problem `tenant.unknown` for the first that does not exist */
export function requireTenants({ rows }: Rows, names: readonly string[]): void {
  const missing = names.find((name) => !rows.tenant.some((row) => row.name === name))
  if (missing !== undefined) throw new Problem('tenant.unknown', { tenant: missing })
}
