/** Tenants. */
import { Problem } from '@opads/kernel/problem'
import type { GuardedHandlers } from '../gate/guarded.ts'
import { sees } from '../gate/roles.ts'
import type { tenantContract } from '../tenant/contract.ts'
import { addEvent } from './event.ts'
import { said } from './sentences.ts'
import { byText, drop, type Row, type Store } from './store.ts'
import type { FakeTools } from './tools.ts'

export const tenantRoutes = ({ store }: FakeTools) => {
  const { rows } = store
  const view = ({ name, created_at }: Row<'tenant'>) => ({
    name,
    applications: rows.application.filter(({ tenant }) => tenant === name).length,
    users: rows.member.filter(({ tenant }) => tenant === name).length,
    createdAt: created_at.toISOString(),
  })
  return {
    'GET /api/v1/tenants': async ({ caller }) => ({
      items: rows.tenant
        .filter(({ name }) => sees(caller, name))
        .sort(byText((row) => row.name))
        .map(view),
    }),
    'POST /api/v1/tenants': async ({ caller, body: { name } }) => {
      if (rows.tenant.some((row) => row.name === name)) throw new Problem('tenant.exists', { tenant: name })
      const row = { name, created_at: store.time() }
      rows.tenant.push(row)
      addEvent(store, said.tenantMade(caller.account, name))
      return view(row)
    },
    'DELETE /api/v1/tenants/:name': async ({ caller, target: { name } }) => {
      const owned = rows.application.filter(({ tenant }) => tenant === name).map((row) => row.name)
      if (owned.length > 0)
        throw new Problem('tenant.not-empty', { tenant: name, applications: owned.join(', ') })
      drop(rows.tenant, (row) => row.name === name)
      drop(rows.member, ({ tenant }) => tenant === name)
      addEvent(store, said.tenantDeleted(caller.account, name))
    },
  } satisfies GuardedHandlers<typeof tenantContract, Store>
}
