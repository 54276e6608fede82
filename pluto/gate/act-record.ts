/** What the audit log keeps of one act. Pure. */

/** `target`: what was acted on, at most 200 characters. `facts`: at most 2 KiB as JSON, never a secret. `code`: the problem of a refusal. */
export type ActRecord = {
  readonly account: string
  readonly address: string
  readonly act: string
  readonly tenant: string | null
  readonly application: string | null
  readonly environment: string | null
  readonly target: string | null
  readonly outcome: 'done' | 'refused' | 'failed'
  readonly code: string | null
  readonly facts: Readonly<Record<string, unknown>>
}
/** Writes one record; in the transaction of the act when it was done. */
export type RecordAct<Database> = (database: Database, record: ActRecord) => Promise<void>
