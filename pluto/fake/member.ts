/** Members of a tenant, and the roles of an account. The same rules as `member/rows.ts`. */
import { Problem } from '@opads/kernel/problem'
import type { Role } from '@opads/kernel/role'
import type { Caller } from '@opads/serve/route'
import type { GuardedHandlers } from '../gate/guarded.ts'
import type { memberContract } from '../member/contract.ts'
import { memberView, requireStayingAdmin } from '../member/rows.ts'
import { withoutTokens } from '../token/hidden.ts'
import { operator } from '../token/rows.ts'
import { addEvent } from './event.ts'
import { said } from './sentences.ts'
import { byText, drop, type Row, type Store, storable } from './store.ts'
import type { FakeTools } from './tools.ts'

/** An account's row as PostgreSQL gives it with `rolesColumn`. */
export const withRoles = ({ rows }: Pick<Store, 'rows'>, account: Row<'account'>) => ({
  ...account,
  roles: Object.fromEntries(
    rows.member
      .filter((row) => row.account === account.name)
      .sort(byText(({ tenant }) => tenant))
      .map(({ tenant, role }) => [tenant, role]),
  ),
})

/** In tenants that it is not in yet it gets the role, in the others it keeps its own. */
export function setTenants(
  { rows, time }: Store,
  account: string,
  tenants: readonly string[],
  role: Role,
): void {
  drop(rows.member, (row) => row.account === account && !tenants.includes(row.tenant))
  const known = rows.member.filter((row) => row.account === account).map(({ tenant }) => tenant)
  for (const tenant of new Set(tenants).difference(new Set(known)))
    rows.member.push({ tenant, account, role, created_at: time() })
}

export const memberRoutes = ({ store }: FakeTools) => {
  const { rows } = store
  const rowOf = ({ tenant, account }: Pick<Row<'member'>, 'tenant' | 'account'>) =>
    rows.member.find((row) => row.tenant === tenant && row.account === account)
  const requireOtherAdmin = (member: Pick<Row<'member'>, 'tenant' | 'account'>, caller: Caller) =>
    requireStayingAdmin(
      rows.member.filter((row) => row.tenant === member.tenant && row.role === 'admin'),
      member,
      caller,
    )
  const set = (row: Row<'member'>, role: Role) => memberView(Object.assign(row, { role }))
  return {
    'GET /api/v1/tenants/:name/members': async ({ target: { name } }) => ({
      items: rows.member
        .filter((row) => row.tenant === name)
        .sort(byText(({ account }) => account))
        .map(memberView),
    }),
    'POST /api/v1/tenants/:name/members': async ({ target: { name: tenant }, caller, body, note }) => {
      const { account, role } = body
      note({ member: account, role })
      if (account === operator) throw new Problem('account.platform', { account })
      if (!rows.account.some(({ name }) => name === storable(account)))
        throw new Problem('account.not-there', { account: withoutTokens(account) })
      if (rowOf({ tenant, account })) throw new Problem('member.exists', { tenant, account })
      const row = { tenant, account, role, created_at: store.time() }
      rows.member.push(row)
      addEvent(store, said.memberAdded(caller.account, row))
      return memberView(row)
    },
    'PUT /api/v1/tenants/:name/members/:account': async ({ target, caller, body: { role }, note }) => {
      const { role: former } = target
      note({ before: former, role })
      if (role !== 'admin') requireOtherAdmin(target, caller)
      const changed = set(rowOf(target)!, role)
      addEvent(store, said.memberChanged(caller.account, changed, former))
      return changed
    },
    'DELETE /api/v1/tenants/:name/members/:account': async ({ target, caller, note }) => {
      note({ before: target.role })
      requireOtherAdmin(target, caller)
      const row = rowOf(target)
      drop(rows.member, (one) => one === row)
      addEvent(store, said.memberRemoved(caller.account, target))
    },
  } satisfies GuardedHandlers<typeof memberContract, Store>
}
