/** Long work as a list of values: what it is called, what must be done before, how to do it. Pure. */

/**
 * What a step tells while it runs. `share`: 0 to 1. `note`: a few words ("compiling 1204/1871"). `made`: a part of its work that is
 * done now ("etcd 3.7.3"), for those who read lines.
 */
export type Report = (news: {
  readonly share?: number
  readonly note?: string
  readonly made?: string
}) => void

/**
 * One step of long work. `id` is stable and kebab case: journals and kill points are keyed by it.
 * `run` must be safe to repeat: a killed run starts again at the steps that were cut. It answers whether it changed anything.
 */
export type Step<World> = {
  readonly id: string
  readonly title: string
  /** Ids of steps that must be done before; they stand before it in the list. Others may run at the same time. */
  readonly needs: readonly string[]
  /** Seconds, where no earlier run has recorded a duration. */
  readonly estimateSeconds: number
  /** True when there is nothing to do; asked right before `run`. */
  readonly isDone?: (world: World) => Promise<boolean>
  readonly run: (world: World, report: Report) => Promise<boolean>
}

/** What happened to a step; the journal is a list of these, one JSON line each. `stopped`: by a person, or because another failed. */
export type JournalEntry = {
  readonly step: string
  readonly event: 'started' | 'done' | 'unchanged' | 'failed' | 'stopped'
  /** ISO 8601, UTC. */
  readonly at: string
  readonly seconds?: number
  readonly problem?: string
}

/** Of a step that runs: for how many seconds, and how far it says it is. */
export type Progress = { readonly elapsed: number; readonly share?: number }

/**
 * Seconds until all is done: the longest way through what remains. Recorded durations first, a step's own estimate where there is none.
 * @param steps each after those that it needs
 */
export function secondsLeft(
  steps: readonly Pick<Step<never>, 'id' | 'needs' | 'estimateSeconds'>[],
  finished: ReadonlySet<string>,
  recorded: ReadonlyMap<string, number>,
  running: ReadonlyMap<string, Progress> = new Map(),
): number {
  const ends = new Map<string, number>()
  for (const step of steps) {
    const { elapsed, share = 0 } = running.get(step.id) ?? { elapsed: 0 }
    const own = remaining(recorded.get(step.id) ?? step.estimateSeconds, elapsed, share)
    const begins = Math.max(0, ...step.needs.map((id) => ends.get(id) ?? 0))
    ends.set(step.id, finished.has(step.id) ? 0 : begins + own)
  }
  return Math.max(0, ...ends.values())
}

/** Seconds left of one piece of work: by what an earlier one took, and by the share that is done once that says something. */
export function remaining(expected: number, elapsed: number, share: number): number {
  const byShare = share > 0 ? (elapsed * (1 - share)) / share : expected
  const weight = Math.min(1, share * 2)
  return Math.max(0, Math.round(weight * byShare + (1 - weight) * (expected - elapsed)))
}
