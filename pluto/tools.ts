/** What Pluto's route handlers need. */
import type { Handlers } from '@opads/serve/route'
import type { Kube } from '@opads/world/kube/client'
import type { Place } from './application/address.ts'
import type { contract } from './contract.ts'
import type { Live } from './live/rows.ts'
import type { Database } from './store/database.ts'
import type { Changes } from './stream/changes.ts'

export type PlutoTools = {
  readonly database: Database
  readonly kube: Kube
  readonly live: Live
  readonly changes: Changes
  /** Encrypts variables. */
  readonly key: Buffer
  readonly place: Place
  /** Aborted when the process must stop; streams end with it. */
  readonly signal: AbortSignal
}
export type PlutoHandlers = Handlers<typeof contract>
