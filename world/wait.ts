/** Waits for a condition, with a timeout. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem, type ProblemCode } from '@opads/kernel/problem'
import { patience } from './patience.ts'

/**
 * Calls `ask` until it returns something other than `undefined` or `false` and does not throw.
 * @param boundMs multiplied by the patience of this run (`patience.ts`)
 * @param what shown in the problem: "kube-apiserver to answer"
 * @param endsOn problems that waiting cannot fix: thrown at once
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
