/** What the deployer needs. */
import type { Kube } from '@opads/world/kube/client'
import type { EnvironmentName } from '../environment/shapes.ts'
import type { Live } from '../live/rows.ts'
import type { Database } from '../store/database.ts'
import type { Changes } from '../stream/changes.ts'

export type DeployerTools = {
  readonly database: Database
  readonly kube: Kube
  readonly live: Live
  readonly changes: Changes
  readonly key: Buffer
  readonly domain: string
  readonly worker: string
  /** Reports to the liveness probe that the loop runs. */
  readonly turn: () => void
  readonly signal: AbortSignal
}
/** Where a deploy goes. */
export type Destination = {
  readonly application: string
  readonly tenant: string
  readonly environment: EnvironmentName
}
