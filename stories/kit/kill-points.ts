/** Where `up` is killed: drawn by a seed, or all of them. Pure. */

export type Point = { readonly step: string; readonly how: 'began' | 'working' | 'ended' | 'ctrl-c' }

const moments = ['began', 'working', 'ended'] as const

/** At each step a Ctrl-C, then three kills around it. */
export const allPoints = (steps: readonly string[]): readonly Point[] =>
  steps.flatMap((step) => (['ctrl-c', ...moments] as const).map((how) => ({ step, how })))

/** So many kills and one Ctrl-C, each at a step of its own, in the order of the steps: each run comes further than its predecessor. */
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

/** Numbers below a bound, the same for the same seed (mulberry32). */
function drawing(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
