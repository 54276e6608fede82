/** Members of a tenant. Each change is an event. */
import { type Message, said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import type { Role } from '@opads/kernel/role'
import type { Caller } from '@opads/serve/route'
import type { Selectable } from 'kysely'
import { addEvent } from '../event/rows.ts'
import type { Database, Tables } from '../store/database.ts'
import { withoutTokens } from '../token/hidden.ts'
import { operator } from '../token/rows.ts'

type Member = { readonly tenant: string; readonly account: string; readonly role: Role }

export const roleName = (role: Role): Message => said(`role.${role}`)

export const memberView = ({ created_at, ...row }: Selectable<Tables['member']>) => ({
  ...row,
  since: created_at.toISOString(),
})

export async function listMembers(database: Database, tenant: string) {
  const rows = await database
    .selectFrom('member')
    .selectAll()
    .where('tenant', '=', tenant)
    .orderBy('account')
    .execute()
  return rows.map(memberView)
}

/** @throws Problem `account.not-there`, `account.platform`, `member.exists` */
export async function addMember(database: Database, member: Member, by: string) {
  const { tenant, account, role } = member
  if (account === operator) throw new Problem('account.platform', { account })
  const known = await database
    .selectFrom('account')
    .select('name')
    .where('name', '=', account)
    .executeTakeFirst()
  if (!known) throw new Problem('account.not-there', { account: withoutTokens(account) })
  const row = await database
    .insertInto('member')
    .values(member)
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new Problem('member.exists', { tenant, account })
  const message = said('member.added', { by, account, role: roleName(role), tenant })
  await addEvent(database, { by, kind: 'member.added', message })
  return memberView(row)
}

/** @throws Problem `member.last-admin`, `member.unknown` */
export async function changeMember(database: Database, member: Member, role: Role, caller: Caller) {
  const { tenant, account } = member
  if (role !== 'admin') await requireOtherAdmin(database, member, caller)
  const row = await database
    .updateTable('member')
    .set({ role })
    .where('tenant', '=', tenant)
    .where('account', '=', account)
    .returningAll()
    .executeTakeFirstOrThrow(() => new Problem('member.unknown', { tenant, account }))
  const words = { by: caller.account, account, tenant, role: roleName(role), former: roleName(member.role) }
  const message = said('member.changed', words)
  await addEvent(database, { by: caller.account, kind: 'member.changed', message })
  return memberView(row)
}

/** @throws Problem `member.last-admin` */
export async function removeMember(database: Database, member: Member, caller: Caller): Promise<void> {
  await requireOtherAdmin(database, member, caller)
  const { tenant, account } = member
  await database.deleteFrom('member').where('tenant', '=', tenant).where('account', '=', account).execute()
  const message = said('member.removed', { by: caller.account, account, tenant })
  await addEvent(database, { by: caller.account, kind: 'member.removed', message })
}

/** Locks the rows, so that two admins who remove each other are serialised. @throws Problem `member.last-admin` */
async function requireOtherAdmin(database: Database, member: Member, caller: Caller): Promise<void> {
  const admins = await database
    .selectFrom('member')
    .select('account')
    .where('tenant', '=', member.tenant)
    .where('role', '=', 'admin')
    .orderBy('account')
    .forUpdate()
    .execute()
  requireStayingAdmin(admins, member, caller)
}

/** A tenant keeps an admin; only the platform may take the last. Pure. @throws Problem `member.last-admin` */
export function requireStayingAdmin(
  admins: readonly { readonly account: string }[],
  { tenant, account }: Pick<Member, 'tenant' | 'account'>,
  { isAdmin }: Pick<Caller, 'isAdmin'>,
): void {
  const isLast = admins.length === 1 && admins[0]!.account === account
  if (isLast && !isAdmin) throw new Problem('member.last-admin', { tenant, account })
}
