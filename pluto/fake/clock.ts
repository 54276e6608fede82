/** The fake's time: handed in, so that tests neither wait for it nor depend on it. */
import { setTimeout as sleep } from 'node:timers/promises'

export type Clock = {
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number
  /** Ends early, and without a failure, when the signal aborts. */
  readonly pause: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** @param share of each pause that is really waited: 1 for people, less for tests */
export const clockOf = (share = 1): Clock => ({
  now: Date.now,
  pause: (ms, signal) => sleep(ms * share, undefined, signal ? { signal } : {}).catch(() => {}),
})
