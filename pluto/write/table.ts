/** The table of writes that were done with an Idempotency-Key. */
import type { Generated } from 'kysely'
import type { Time } from '../store/columns.ts'

export type WriteTables = {
  done_write: {
    id: Generated<number>
    account: string
    key: string
    /** A keyed hash of route and input: they may have a password in them. */
    request: string
    /** Encrypted, as it may show a secret once; `null`: too long to be kept. */
    answer: string | null
    at: Time
  }
}
