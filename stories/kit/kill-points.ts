/** Points at which `up` is killed: chosen by a seed, or all. Pure. */
import fc from 'fast-check'

type Point = { readonly step: string; readonly how: 'began' | 'working' | 'ended' | 'ctrl-c' }

const moments = ['began', 'working', 'ended'] as const

/** At each step one Ctrl-C, then three kills. */
export const allPoints = (steps: readonly string[]): readonly Point[] =>
  steps.flatMap((step) => (['ctrl-c', ...moments] as const).map((how) => ({ step, how })))

/** `kills` kills and one Ctrl-C, each at another step, in the order of the steps, so that each run gets further than the last. */
export function drawnPoints(steps: readonly string[], kills: number, seed: number): readonly Point[] {
  const count = Math.min(kills + 1, steps.length)
  const drawn = fc.record({
    chosen: fc.subarray([...steps], { minLength: count, maxLength: count }),
    stopped: fc.nat(count - 1),
    moments: fc.array(fc.constantFrom(...moments), { minLength: count, maxLength: count }),
  })
  const [draw] = fc.sample(drawn, { seed, numRuns: 1 })
  return draw!.chosen.map((step, at) => ({ step, how: at === draw!.stopped ? 'ctrl-c' : draw!.moments[at]! }))
}
