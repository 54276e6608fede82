/** Long work as a list of values: what it is called, whether it is needed, how to do it. Pure. */

/** What a step tells while it runs. `share` is 0 to 1; `note` a few words ("compiling 1204/1871"). */
export type Report = (news: { readonly share?: number; readonly note?: string }) => void

/**
 * One step of long work. `id` is stable and kebab case: journals and kill points are keyed by it.
 * `run` must be safe to repeat: a killed run starts again at the step that was cut. It answers whether it changed anything.
 */
export type Step<World> = {
  readonly id: string
  readonly title: string
  /** Seconds, where no earlier run has recorded a duration. */
  readonly estimateSeconds: number
  /** True when there is nothing to do; asked right before `run`. */
  readonly isDone?: (world: World) => Promise<boolean>
  readonly run: (world: World, report: Report) => Promise<boolean>
}

/** What happened to a step; the journal is a list of these, one JSON line each. */
export type JournalEntry = {
  readonly step: string
  readonly event: 'started' | 'done' | 'unchanged' | 'failed'
  /** ISO 8601, UTC. */
  readonly at: string
  readonly seconds?: number
  readonly problem?: string
}

/** Seconds left: recorded durations first, a step's own estimate where there is none. */
export function secondsLeft(
  steps: readonly Pick<Step<never>, 'id' | 'estimateSeconds'>[],
  finished: ReadonlySet<string>,
  recorded: ReadonlyMap<string, number>,
): number {
  return steps
    .filter((step) => !finished.has(step.id))
    .reduce((sum, step) => sum + (recorded.get(step.id) ?? step.estimateSeconds), 0)
}
