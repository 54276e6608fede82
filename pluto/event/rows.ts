/** Events as messages, with their English text for older clients; `audit/` has the log of who did what. */
import type { Message } from '@opads/kernel/message'
import { render } from '@opads/kernel/problem'
import type { Caller } from '@opads/serve/route'
import type { Selectable } from 'kysely'
import type { Database, Tables } from '../store/database.ts'
import { cursorOf, pageOf } from '../store/page.ts'

export type NewEvent = {
  readonly application?: string
  readonly run?: number
  readonly by: string
  readonly kind: string
} & ({ readonly message: Message } | { readonly text: string; readonly message?: Message | undefined })

/** Its English. */
export const textOf = (event: NewEvent): string => ('text' in event ? event.text : render(event.message))

export async function addEvent(database: Database, event: NewEvent): Promise<void> {
  const { application, run, by, kind, message } = event
  await database
    .insertInto('event')
    .values({
      application: application ?? null,
      run: run ?? null,
      by,
      kind,
      text: textOf(event),
      message: message ? JSON.stringify(message) : null,
    })
    .execute()
}

type Query = {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly application?: string | undefined
}

/** Newest first, of applications that the caller may see. Events without an application are for administrators. */
export async function listEvents(database: Database, caller: Caller, { cursor, limit, application }: Query) {
  let query = database
    .selectFrom('event')
    .leftJoin('application', 'application.name', 'event.application')
    .selectAll('event')
    .orderBy('event.id', 'desc')
    .limit(limit + 1)
  if (application !== undefined) query = query.where('event.application', '=', application)
  // Not events of a deleted application of this name: it may have been another tenant's.
  if (!caller.isAdmin)
    query = query
      .where('application.tenant', 'in', ['', ...Object.keys(caller.roles)])
      .whereRef('event.at', '>=', 'application.created_at')
  const from = cursorOf(cursor)
  if (from !== undefined) query = query.where('event.id', '<', from)
  return pageOf(await query.execute(), limit, eventView)
}

export const eventView = ({ at, ...row }: Selectable<Tables['event']>) => ({ ...row, at: at.toISOString() })
