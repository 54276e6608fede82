/** The outside as values for the steps of `up`, built by `main.ts`. */
import type { Certificates } from '@opads/world/certificates'
import type { Exec } from '@opads/world/exec'
import type { Https } from '@opads/world/https'
import type { Kube } from '@opads/world/kube/client'
import type { Room } from '@opads/world/room'
import type { RoomAnswers } from '@opads/world/room-answers'
import type { CloudParts } from './parts.ts'
import type { Speed } from './slowness.ts'
import type { Words } from './words.ts'

export type UpWorld = CloudParts & {
  readonly words: Words
  /** Ends programs and waits: on Ctrl-C, then its reason is `Interrupted`, or when a step failed. */
  readonly stop: AbortSignal
  /** Aborts `stop`; only the first call sets the reason. */
  readonly end: (why: unknown) => void
  /** `/var/lib/opads/<cloud>` */
  readonly folder: string
  /** Measured since the last boot; `undefined` if measuring failed or was not needed. */
  readonly speed: Speed | undefined
  readonly exec: Exec
  readonly certificates: Certificates
  /** A client that trusts this authority and no other. */
  readonly https: (ca: string) => Https
  /** By a kubeconfig; called only when there is a cluster. */
  readonly kube: (kubeconfig: string) => Promise<Kube>
  /** Runs a room's own program, which can be killed alone. */
  readonly room: Room
  /** What rooms have answered in this run. */
  readonly answers: RoomAnswers
}

/** The reason of `stop` when a person stopped the run. */
export class Interrupted extends Error {}
