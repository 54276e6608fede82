/** What can be changed of a target, from the rows of the fake; `gate/read-version.ts` finds it in PostgreSQL. */
import type { ReadVersion } from '../gate/target.ts'
import { variablesOf } from './settings.ts'
import { isAt, type Store } from './store.ts'

const platform = async ({ rows }: Store) => [
  rows.account.map(({ name, is_admin, created_at }) => [name, is_admin, created_at]),
  rows.member,
  rows.tenant.map(({ name }) => name),
]
const membersOf = async ({ rows }: Store, tenant: string) =>
  rows.member.filter((row) => row.tenant === tenant)
const own = async ({ rows }: Store, account: string) =>
  rows.token
    .filter((row) => row.kind === 'api' && row.account === account)
    .map(({ name, created_at, expires_at }) => [name, created_at, expires_at])
const newest = (
  rows: readonly { readonly application: string; readonly id: number }[],
  application: string,
) => Math.max(0, ...rows.filter((row) => row.application === application).map(({ id }) => id))

export const readVersion: ReadVersion<Store> = {
  'sign-in': async () => null,
  own: (store, _, { account }) => own(store, account),
  token: (store, _, { account }) => own(store, account),
  platform,
  account: platform,
  tenant: (store, { name }) => membersOf(store, name),
  member: (store, { tenant }) => membersOf(store, tenant),
  application: async ({ rows }, { name, created_at }) => [
    name,
    created_at,
    newest(rows.run, name),
    newest(rows.deployment, name),
  ],
  environment: async (store, place) => [
    store.rows.placement.filter(isAt(place)).map(({ replicas }) => replicas),
    variablesOf(store, place).map(({ name, sealed, is_secret }) => [name, sealed, is_secret]),
  ],
  run: async (_, { id, state, attempts, cancel_by }) => [id, state, attempts, cancel_by],
}
