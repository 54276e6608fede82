/** Events. */

import type { eventContract } from '../event/contract.ts'
import { eventView, type NewEvent, textOf } from '../event/rows.ts'
import type { GuardedHandlers } from '../gate/guarded.ts'
import { sees } from '../gate/roles.ts'
import { cursorOf, pageOf } from '../store/page.ts'
import { newestFirst, type Row, type Store } from './store.ts'
import type { FakeTools } from './tools.ts'

export function addEvent({ rows, next, time, changes }: Store, event: NewEvent): void {
  const { application, run, by, kind, message = null } = event
  const row = {
    id: next('event'),
    application: application ?? null,
    run: run ?? null,
    at: time(),
    by,
    kind,
    message,
    text: textOf(event),
  }
  rows.event.push(row)
  // PostgreSQL's trigger sends null for an event without an application.
  changes.publish({ topic: 'event', application: row.application as string })
}

export const eventRoutes = ({ store }: FakeTools) => {
  const { rows } = store
  return {
    'GET /api/v1/events': async ({ caller, query }) => {
      const isSeen = (row: Row<'event'>) => {
        if (query.application !== undefined && row.application !== query.application) return false
        if (caller.isAdmin) return true
        // Not events of a deleted application of this name: it may have been another tenant's.
        const owner = rows.application.find(({ name }) => name === row.application)
        return owner !== undefined && sees(caller, owner.tenant) && row.at >= owner.created_at
      }
      const seen = newestFirst(rows.event.filter(isSeen), (row) => row.id, cursorOf(query.cursor), query)
      return pageOf(seen, query.limit, eventView)
    },
  } satisfies GuardedHandlers<typeof eventContract, Store>
}
