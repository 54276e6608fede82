/** Long work as a list of steps: title, steps that must be done first, how to do it. Pure. */

/**
 * Progress that a step reports while it runs. `share`: 0 to 1. `note`: a few words ("compiling 1204/1871"). `made`: a piece of work that
 * is done now ("etcd 3.7.3"), printed as a line where there is no terminal.
 */
export type Report = (news: {
  readonly share?: number
  readonly note?: string
  readonly made?: string
}) => void

/**
 * What a step would do: one clause for each change, such as "gateway: image 3f2a1b0c → 9a01cc4d", none if there is nothing to do.
 * `knownAfter`: it cannot be asked before that step is done. `problem`: it could not be asked now.
 */
export type Foreseen =
  | { readonly changes: readonly string[] }
  | { readonly knownAfter: string }
  | { readonly problem: string }

/** Whether a run would find nothing to do. */
export const isIdle = (one: Foreseen): boolean => 'changes' in one && one.changes.length === 0

/**
 * One step of long work. `id` is stable and in kebab case: the journal refers to it.
 * `run` must be safe to repeat: after a kill, the next run starts again at the interrupted steps. It returns whether it changed anything.
 */
export type Step<World> = {
  readonly id: string
  readonly title: string
  /** Ids of steps that must be done first; they are earlier in the list. All other steps may run at the same time. */
  readonly needs: readonly string[]
  /** Id of a later step that is part of the same work: who wants this step gets both. */
  readonly endsWith?: string
  /** Seconds; used until a run has recorded the real duration. */
  readonly estimateSeconds: number
  /** True when there is nothing to do; called right before `run`. */
  readonly isDone?: (world: World) => Promise<boolean>
  /** For a plan alone: asks what a run would do, and changes nothing. `earlier`: the answers of steps before this one. */
  readonly foresee?: (world: World, earlier: (id: string) => Foreseen) => Promise<Foreseen>
  readonly run: (world: World, report: Report) => Promise<boolean>
}

/** One event of a step; the journal has one JSON line per event. `stopped`: by a person, or because another step failed. */
export type JournalEntry = {
  readonly step: string
  readonly event: 'started' | 'done' | 'unchanged' | 'failed' | 'stopped'
  /** ISO 8601, UTC. */
  readonly at: string
  readonly seconds?: number
  readonly problem?: string
}

/** Of a running step: seconds since its start, and the share that it reported. */
export type Progress = { readonly elapsed: number; readonly share?: number }

/**
 * Seconds until all steps are done: the critical path through those that remain, by recorded durations, else by the steps' estimates.
 * @param steps sorted: each after the steps that it needs
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

/** Seconds left of one piece of work: first by its expected duration, then more and more by the share that is done. */
export function remaining(expected: number, elapsed: number, share: number): number {
  const byShare = share > 0 ? (elapsed * (1 - share)) / share : expected
  const weight = Math.min(1, share * 2)
  return Math.max(0, Math.round(weight * byShare + (1 - weight) * (expected - elapsed)))
}
