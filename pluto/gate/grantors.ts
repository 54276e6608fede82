/** Who can give somebody a role: admins of the tenant; without one, and for the platform, its administrators. */
import type { Database } from '../store/database.ts'
import { operator } from '../token/rows.ts'
import type { Scope } from './roles.ts'

export const mostNamed = 5

export async function grantorsOf(database: Database, { tenant }: Pick<Scope, 'tenant'>): Promise<string[]> {
  const members =
    tenant === null
      ? []
      : await database
          .selectFrom('member')
          .select('account as name')
          .where('tenant', '=', tenant)
          .where('role', '=', 'admin')
          .orderBy('account')
          .limit(mostNamed)
          .execute()
  if (members.length > 0) return members.map(({ name }) => name)
  const administrators = await database
    .selectFrom('account')
    .select('name')
    .where('is_admin', '=', true)
    .where('name', '!=', operator)
    .orderBy('name')
    .limit(mostNamed)
    .execute()
  return administrators.map(({ name }) => name)
}
