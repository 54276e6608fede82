/** What a run of `up` would do, step by step: each is asked in its turn, and nothing is changed. */
import { type Foreseen, isIdle, type Step } from '@opads/kernel/step'
import type { UpWorld } from './world.ts'

type Earlier = (id: string) => Foreseen

/** The answer of every step. A step that cannot be asked is in it with the reason; the others are asked all the same. */
export async function foreseeSteps(
  steps: readonly Step<UpWorld>[],
  world: UpWorld,
): Promise<ReadonlyMap<string, Foreseen>> {
  const found = new Map<string, Foreseen>()
  const earlier: Earlier = (id) => found.get(id) ?? { changes: [] } // `--until` may leave it out
  for (const step of steps) {
    world.stop.throwIfAborted()
    found.set(step.id, await foreseeStep(step, world, earlier))
  }
  return found
}

async function foreseeStep(step: Step<UpWorld>, world: UpWorld, earlier: Earlier): Promise<Foreseen> {
  try {
    return (await step.foresee?.(world, earlier)) ?? { problem: 'nothing says what it would do' }
  } catch (failure) {
    return { problem: failure instanceof Error ? failure.message : String(failure) }
  }
}

/** The first of these steps that has something to do, or of which that is not known. */
export const firstBusy = (ids: readonly string[], earlier: Earlier): string | undefined =>
  ids.find((id) => !isIdle(earlier(id)))

/** Asks only when these steps have nothing to do: before they are done, the answer would be of another state. */
export async function askUnlessBusy(
  ids: readonly string[],
  earlier: Earlier,
  ask: () => Promise<readonly string[]>,
): Promise<Foreseen> {
  const busy = firstBusy(ids, earlier)
  return busy === undefined ? { changes: await ask() } : { knownAfter: busy }
}

/** Asks in any case; where that fails, and one of these steps still has something to do, it is known once that is done. */
export async function askIfPossible(
  ids: readonly string[],
  earlier: Earlier,
  ask: () => Promise<readonly string[]>,
): Promise<Foreseen> {
  try {
    return { changes: await ask() }
  } catch (failure) {
    const busy = firstBusy(ids, earlier)
    if (busy === undefined) throw failure
    return { knownAfter: busy }
  }
}
