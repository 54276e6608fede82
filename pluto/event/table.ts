/** The table of events. */
import type { Message } from '@opads/kernel/message'
import type { Generated } from 'kysely'
import type { MaybeJson, Time } from '../store/columns.ts'

export type EventTables = {
  event: {
    id: Generated<number>
    application: string | null
    run: number | null
    at: Time
    by: string
    kind: string
    /** English; an older Pluto reads only this. */
    text: string
    message: MaybeJson<Message>
  }
}
