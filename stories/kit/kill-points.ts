/** Points at which `up` is killed: chosen by a seed, or all. Pure. */

export type Point = { readonly step: string; readonly how: 'began' | 'working' | 'ended' | 'ctrl-c' }

const moments = ['began', 'working', 'ended'] as const

/** At each step one Ctrl-C, then three kills. */
export const allPoints = (steps: readonly string[]): readonly Point[] =>
  steps.flatMap((step) => (['ctrl-c', ...moments] as const).map((how) => ({ step, how })))

/** `kills` kills and one Ctrl-C, each at another step, in the order of the steps, so that each run gets further than the last. */
export function drawnPoints(steps: readonly string[], kills: number, seed: number): readonly Point[] {
  const draw = drawing(seed)
  const left = [...steps.keys()]
  const chosen = Array.from(
    { length: Math.min(kills + 1, left.length) },
    () => left.splice(draw(left.length), 1)[0]!,
  )
  const stopped = chosen[draw(chosen.length)]
  return chosen
    .sort((a, b) => a - b)
    .map((at) => ({ step: steps[at]!, how: at === stopped ? 'ctrl-c' : moments[draw(moments.length)]! }))
}

/** Random numbers below a bound, repeatable by seed (mulberry32). */
function drawing(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
