/** The table of events. */
import type { Generated } from 'kysely'
import type { Time } from '../store/columns.ts'

export type EventTables = {
  event: {
    id: Generated<number>
    application: string | null
    run: number | null
    at: Time
    by: string
    kind: string
    text: string
  }
}
