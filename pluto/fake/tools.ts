/** What the fake's handlers need. */
import type { Place } from '../application/address.ts'
import type { Live } from '../live/rows.ts'
import type { FakeAccounts } from './account.ts'
import type { FakeCluster } from './cluster.ts'
import type { Control } from './control.ts'
import type { Store } from './store.ts'

export type FakeTools = {
  readonly store: Store
  readonly cluster: FakeCluster
  readonly live: Live
  readonly accounts: FakeAccounts
  readonly place: Place
  /** Aborted when the fake stops; streams end with it. */
  readonly signal: AbortSignal
}

export type WorkerTools = FakeTools & { readonly control: Control }
/** One step of a run takes this long. */
export const stepMs = 600
