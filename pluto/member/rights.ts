/** The roles of an account, as a caller carries them. */
import type { Role } from '@opads/kernel/role'
import type { Caller } from '@opads/serve/route'
import { sql } from 'kysely'
import type { Database } from '../store/database.ts'

/** Tenant → role, as a column of a query over `account`. */
export const rolesColumn = sql<
  Record<string, Role>
>`(select coalesce(json_object_agg(member.tenant, member.role order by member.tenant), '{}')
  from member where member.account = account.name)`

export async function callerByName(database: Database, account: string): Promise<Caller | undefined> {
  const row = await database
    .selectFrom('account')
    .select(['name', 'is_admin', 'must_change', rolesColumn.as('roles')])
    .where('name', '=', account)
    .executeTakeFirst()
  return row && callerFrom(row)
}

export type RightsRow = {
  readonly name: string
  readonly is_admin: boolean
  readonly must_change: boolean
  readonly roles: Record<string, Role>
}
export const callerFrom = (row: RightsRow): Caller => ({
  account: row.name,
  isAdmin: row.is_admin,
  roles: row.roles,
  mustChange: row.must_change,
})
