/** Waits for a condition with a bound; never for a time alone. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '@opads/kernel/problem'

/**
 * Asks until the answer is neither `undefined`, `false` nor thrown.
 * @param what named in the problem: "kube-apiserver to answer"
 * @throws Problem `wait.exceeded` with the last failure as cause
 */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  { boundMs = 60_000, everyMs = 200 }: { boundMs?: number; everyMs?: number } = {},
): Promise<T> {
  const started = performance.now()
  let last: unknown
  for (;;) {
    try {
      const answer = await ask()
      if (answer !== undefined && answer !== false) return answer
    } catch (failure) {
      last = failure
    }
    const waitedMs = Math.round(performance.now() - started)
    if (waitedMs > boundMs) throw new Problem('wait.exceeded', { what, waitedMs }, last)
    await sleep(everyMs)
  }
}
