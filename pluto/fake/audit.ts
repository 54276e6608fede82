/** The audit log: the same records, chain and views as in the real Pluto, on the fake's rows. */
import type { RefusedService } from '@opads/serve/server'
import { bounded } from '../audit/bounded.ts'
import { type Head, sealed, start, verified } from '../audit/chain.ts'
import type { auditContract } from '../audit/contract.ts'
import { oncePerMinute } from '../audit/limits.ts'
import { refusedServiceRecord } from '../audit/refused-service.ts'
import { auditView } from '../audit/rows.ts'
import { type AuditScope, auditScope } from '../audit/scope.ts'
import { openRow, sealedRow } from '../audit/stored.ts'
import { cursorOf as headOf } from '../audit/verify.ts'
import type { RecordAct } from '../gate/act-record.ts'
import type { GuardedHandlers } from '../gate/guarded.ts'
import { cursorOf, pageOf } from '../store/page.ts'
import { newestFirst, type Row, type Store } from './store.ts'
import type { FakeTools } from './tools.ts'

export const recordAct: RecordAct<Store> = async ({ rows, next, time }, record) =>
  void rows.audit.push({ id: next('audit'), at: time(), ...bounded(record), sequence: null, hash: null })

export function recordRead({ clock }: Store): RecordAct<Store> {
  const reads = oncePerMinute(clock.now)
  return async (store, record) => {
    const { account, act, tenant, application, environment, target } = record
    if (reads(JSON.stringify([account, act, tenant, application, environment, target])))
      await recordAct(store, record)
  }
}

export function recordRefusedService(store: Store) {
  const limit = oncePerMinute(store.clock.now)
  return async (refused: RefusedService): Promise<void> => {
    if (limit(`${refused.service} ${refused.route}`)) await recordAct(store, refusedServiceRecord(refused))
  }
}

/** Adds all rows to the chain; nothing else in the fake does. */
export function sealAudit({ rows }: Store): void {
  let head: Head = rows.audit_head[0]!
  for (const row of rows.audit.filter(({ sequence }) => sequence === null)) {
    head = sealed(head, openRow(row))
    Object.assign(row, head)
  }
  rows.audit_head[0] = head
}

export const auditRoutes = ({ store }: FakeTools) => {
  const { rows } = store
  /** Not rows of a deleted tenant with the same name: other people were in it. */
  const isOf = (scope: AuditScope, { tenant, at }: Row<'audit'>) =>
    scope === 'all' ||
    (tenant !== null &&
      scope.tenants.includes(tenant) &&
      rows.tenant.some(({ name, created_at }) => name === tenant && created_at <= at))
  return {
    'GET /api/v1/audit': async ({ caller, query: { act, from, until, cursor, limit, ...exact } }) => {
      const scope = auditScope(caller)
      const isSeen = (row: Row<'audit'>) =>
        isOf(scope, row) &&
        (act === undefined || `${row.act}.`.startsWith(`${act}.`)) &&
        (from === undefined || row.at >= new Date(from)) &&
        (until === undefined || row.at < new Date(until)) &&
        (['account', 'tenant', 'application', 'outcome'] as const).every(
          (key) => exact[key] === undefined || exact[key] === row[key],
        )
      const seen = newestFirst(rows.audit.filter(isSeen), (row) => row.id, cursorOf(cursor), { limit })
      return pageOf(seen, limit, auditView)
    },
    'GET /api/v1/audit/verify': async ({ query: { cursor } }) => {
      const from = headOf(cursor) ?? start
      const chain = rows.audit
        .filter(({ sequence }) => (sequence ?? 0) > from.sequence)
        .sort((a, b) => a.sequence! - b.sequence!)
      const { head, fault = null } = verified(from, chain.map(sealedRow))
      const headInside = rows.audit_head[0]!
      const headOutside = headInside.sequence === 0 ? null : headInside
      return { rows: head.sequence - from.sequence, fault, headInside, headOutside, next: null }
    },
  } satisfies GuardedHandlers<typeof auditContract, Store>
}
