/** What follows from the success of a run of one kind, written in the transaction that ends it. */
import type { Selectable, Transaction } from 'kysely'
import type { Settings } from '../../rollout/table.ts'
import type { Tables } from '../../store/database.ts'

export type RunRow = Selectable<Tables['run']>
export type Outcome = {
  readonly result?: unknown
  /** The settings that a deploy applied. */
  readonly settings?: Settings | undefined
}
export type Kind = {
  readonly succeeded: (tx: Transaction<Tables>, run: RunRow, outcome: Outcome) => Promise<void>
}
