/** Asks a cloud again that does not answer for a moment: while Pluto restarts, that takes some seconds. */
import { setTimeout } from 'node:timers/promises'
import { Problem } from '@opads/kernel/problem'
import { Refused } from '@opads/serve/client'

const longestOutageMs = 60_000
const everyMs = 400
export const awayLine = 'the cloud does not answer, asking again'

type Pause = (signal: AbortSignal) => Promise<unknown>
const shortly: Pause = (signal) => setTimeout(everyMs, undefined, { signal })

/** @param ask may be repeated: a read, or a write with an `Idempotency-Key` that the cloud keeps */
export async function patiently<T>(
  ask: () => Promise<T>,
  onAway: () => void,
  signal: AbortSignal,
  pause: Pause = shortly,
): Promise<T> {
  const until = Date.now() + longestOutageMs
  for (;;) {
    try {
      return await ask()
    } catch (thrown) {
      if (!isPassing(thrown) || Date.now() > until) throw thrown
      onAway()
      await pause(signal)
    }
  }
}

/** No answer, the gateway's answer that Pluto does not run, or a write whose first try has not ended. Pure. */
const isPassing = (thrown: unknown): boolean =>
  (thrown instanceof Problem && thrown.code === 'cloud.unreachable') ||
  (thrown instanceof Refused &&
    ([502, 503, 504].includes(thrown.problem.status) || thrown.problem.code === 'write.key-in-flight'))
