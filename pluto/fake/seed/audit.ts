/** The audit log of the company: a few kinds of acts, again and again; the newest is not sealed yet. */
import { sealAudit } from '../audit.ts'
import type { Row, Store } from '../store.ts'
import { minute } from './add.ts'

const kinds: readonly Partial<Row<'audit'>>[] = [
  { account: 'lars', act: 'variable.read', tenant: 'finance', application: 'ledger', environment: 'prod', outcome: 'failed', code: 'server.fault' },
  { account: '', act: 'session.start', outcome: 'refused', code: 'account.wrong-password', facts: '{"isUnknownAccount":true}' },
  { account: 'mei', act: 'token.create', target: 'ci', facts: '{"days":90}' },
  { account: 'mei', act: 'application.deploy', tenant: 'retail', application: 'shop-api', environment: 'sit', target: 'shop-api' },
  { account: 'admin', act: 'session.start', target: 'admin' },
] // biome-ignore format: a row each
const count = 120

export function pastAudit(store: Store): void {
  const { rows, next, clock } = store
  for (let made = 0; made < count; made += 1) {
    if (made === count - 1) sealAudit(store)
    rows.audit.push({
      id: next('audit'), at: new Date(clock.now() - (count - made) * 7 * minute), account: '', address: '198.18.0.7', act: '', tenant: null,
      application: null, environment: null, target: null, outcome: 'done', code: null, facts: '{}', sequence: null, hash: null,
      ...kinds[made % kinds.length],
    }) // biome-ignore format: one row
  }
}
