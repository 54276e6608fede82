/** A part is a thing that `up` installs, as one declaration: nobody keeps a second list of what a cloud consists of. Pure. */
import type { Step } from './step.ts'

/** What `status` shows of a part. `detail` is one line for people, with units. */
export type PartStatus = {
  readonly state: 'healthy' | 'working' | 'attention' | 'stopped' | 'failed' | 'unknown'
  readonly detail: string
  /** The command that mends it, where there is one. */
  readonly next?: string
}

/** One question that `doctor` asks. A check that finds nothing wrong answers `null`. */
export type Check<World> = {
  readonly id: string
  readonly title: string
  readonly ask: (world: World) => Promise<{ readonly fault: string; readonly next: string } | null>
}

/**
 * `World` is what the part's functions are handed; `up` builds it once.
 * `memoryBytes`: budget, checked before anything is installed and by `status`.
 */
export type Part<World> = {
  readonly name: string
  /** Parts that must be up before. */
  readonly needs: readonly string[]
  readonly artifacts: readonly string[]
  readonly images: readonly string[]
  /** TCP ports on hosts that it takes. */
  readonly ports: readonly number[]
  /** Paths of state on hosts or in the cloud's folder; gone with `down --purge` only. */
  readonly statePaths: readonly string[]
  readonly memoryBytes: number
  readonly up: readonly Step<World>[]
  readonly status: (world: World) => Promise<PartStatus>
  readonly checks: readonly Check<World>[]
  readonly down: readonly Step<World>[]
  /** Their places; a part without state needs none of them. */
  readonly backup?: readonly Step<World>[]
  readonly restore?: readonly Step<World>[]
  readonly upgrade?: readonly Step<World>[]
}
