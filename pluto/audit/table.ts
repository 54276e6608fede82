/** The tables of the audit log. */
import type { Generated } from 'kysely'
import type { ActRecord } from '../gate/act-record.ts'
import type { Time } from '../store/columns.ts'

export type AuditTables = {
  /** `facts` is text, so that the hash covers exactly what is stored. `sequence` and `hash` are null until the row is sealed. */
  audit: {
    id: Generated<number>
    at: Time
    account: string
    address: string
    act: string
    tenant: string | null
    application: string | null
    environment: string | null
    target: string | null
    outcome: ActRecord['outcome']
    code: string | null
    facts: string
    sequence: Generated<number | null>
    hash: Generated<string | null>
  }
  /** One row: the last sealed row of `audit`. */
  audit_head: { sequence: number; hash: string }
  /** At most one row: the last of the rows that retention removed. */
  audit_checkpoint: { sequence: number; hash: string; at: Time; signature: string }
}
