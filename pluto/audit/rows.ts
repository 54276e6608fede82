/** Pages of the audit log. */
import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { Database, Tables } from '../store/database.ts'
import { cursorOf, pageOf } from '../store/page.ts'
import type { AuditScope } from './scope.ts'
import type { auditQuery } from './shapes.ts'

/** Newest first. */
export async function listAudit(
  database: Database,
  scope: AuditScope,
  { cursor, limit, account, act, tenant, application, outcome, from, until }: z.infer<typeof auditQuery>,
) {
  let query = database
    .selectFrom('audit')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (scope !== 'all') query = query.where(ofTenants(scope.tenants))
  if (account !== undefined) query = query.where('account', '=', account)
  if (act !== undefined)
    query = query.where((is) => is.or([is('act', '=', act), sql<boolean>`starts_with(act, ${`${act}.`})`]))
  if (tenant !== undefined) query = query.where('tenant', '=', tenant)
  if (application !== undefined) query = query.where('application', '=', application)
  if (outcome !== undefined) query = query.where('outcome', '=', outcome)
  if (from !== undefined) query = query.where('at', '>=', new Date(from))
  if (until !== undefined) query = query.where('at', '<', new Date(until))
  const before = cursorOf(cursor)
  if (before !== undefined) query = query.where('id', '<', before)
  return pageOf(await query.execute(), limit, auditView)
}

export const auditView = ({ hash: _, at, facts, ...row }: Selectable<Tables['audit']>) => ({
  ...row,
  at: at.toISOString(),
  facts: factsOf(facts),
})

/** Not rows of a deleted tenant with the same name: other people were in it. Times of rows have milliseconds. */
const ofTenants = (tenants: readonly string[]) => sql<boolean>`exists (select from tenant
  where tenant.name = audit.tenant and tenant.name = any(${[...tenants]}::text[]) and date_trunc('milliseconds', tenant.created_at) <= audit.at)`

/** A row that was changed in the database may hold anything; the list shows it. */
function factsOf(text: string): Record<string, unknown> {
  try {
    const facts: unknown = JSON.parse(text)
    if (typeof facts === 'object' && facts !== null) return { ...facts }
  } catch {}
  return { unreadable: text }
}
