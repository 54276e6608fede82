/** Waits for a condition with a bound; never for a time alone. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem, type ProblemCode } from '@opads/kernel/problem'
import { patience } from './patience.ts'

/**
 * Asks until the answer is neither `undefined`, `false` nor thrown.
 * @param boundMs on an ordinary machine; multiplied by the patience of this run
 * @param what named in the problem: "kube-apiserver to answer"
 * @param endsOn problems that no waiting mends
 * @throws Problem `wait.exceeded` with the last failure as cause; the reason of the signal
 */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  {
    boundMs = 60_000,
    everyMs = 200,
    endsOn = [],
    signal,
  }: { boundMs?: number; everyMs?: number; endsOn?: readonly ProblemCode[]; signal?: AbortSignal } = {},
): Promise<T> {
  const started = performance.now()
  let last: unknown
  for (;;) {
    signal?.throwIfAborted()
    try {
      const answer = await ask()
      if (answer !== undefined && answer !== false) return answer
    } catch (failure) {
      if (failure instanceof Problem && endsOn.includes(failure.code)) throw failure
      last = failure
    }
    const waitedMs = Math.round(performance.now() - started)
    if (waitedMs > boundMs * patience()) throw new Problem('wait.exceeded', { what, waitedMs }, last)
    await sleep(everyMs, undefined, { signal })
  }
}
