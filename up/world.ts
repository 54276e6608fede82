/** What the steps of `up` are handed: the outside as values, built by `main.ts`. */
import type { Certificates } from '@opads/world/certificates'
import type { Exec } from '@opads/world/exec'
import type { Https } from '@opads/world/https'
import type { Kube } from '@opads/world/kube/client'
import type { Room } from '@opads/world/room'
import type { Speed } from './slowness.ts'
import type { Words } from './words.ts'

export type UpWorld = {
  readonly words: Words
  /** Programs are ended by it, and waits: by Ctrl-C, then its reason is `Interrupted`, or because a step failed. */
  readonly stop: AbortSignal
  /** Aborts `stop`; the first reason stays. */
  readonly end: (why: unknown) => void
  /** `/var/lib/opads/<cloud>` */
  readonly folder: string
  /** As measured since the last boot; `undefined` where it could not be, or was not asked for. */
  readonly speed: Speed | undefined
  readonly exec: Exec
  readonly certificates: Certificates
  /** A client that trusts this authority and no other. */
  readonly https: (ca: string) => Https
  /** By a kubeconfig; asked only when there is a cluster. */
  readonly kube: (kubeconfig: string) => Promise<Kube>
  /** A room's own program, which can be killed alone. */
  readonly room: Room
}

/** Why a run ends that a person has stopped. */
export class Interrupted extends Error {}
