/** What Pluto does with runs of one kind: how long a worker may be silent, and what is written in the transaction that ends one. */
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
  /** After so long without a renewal another worker continues the run. */
  readonly leaseSeconds: number
  /** A run fails after so many attempts without an end: it probably kills its workers. */
  readonly mostAttempts: number
  readonly succeeded: (tx: Transaction<Tables>, run: RunRow, outcome: Outcome) => Promise<void>
  /** After its worker has restored what it changed; only where a cancel does not end a run at once (`cancelEndsIt`). */
  readonly cancelled?: (tx: Transaction<Tables>, run: RunRow, by: string) => Promise<void>
}
