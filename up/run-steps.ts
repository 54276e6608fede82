/** Runs steps in order and records each in the journal. What the outside is comes in as values. */
import type { JournalEntry, Step } from '@opads/kernel/step'

export type StepEvent<World> =
  | {
      readonly kind: 'started' | 'done' | 'unchanged' | 'failed'
      readonly step: Step<World>
      readonly seconds: number
    }
  | { readonly kind: 'note'; readonly step: Step<World>; readonly share?: number; readonly note?: string }

export type RunTools<World> = {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** No step is begun after it. */
  readonly stop?: AbortSignal
  readonly journal: (entry: JournalEntry) => Promise<void>
  readonly tell: (event: StepEvent<World>) => void
}

/** Answers how many steps did something. The first failure ends the run and is thrown as it came. */
export async function runSteps<World>(
  steps: readonly Step<World>[],
  world: World,
  { now, stop, journal, tell }: RunTools<World>,
): Promise<{ readonly changed: number }> {
  let changed = 0
  for (const step of steps) {
    stop?.throwIfAborted()
    const started = now()
    const seconds = () => (now() - started) / 1000
    const record = (event: JournalEntry['event'], problem?: string) =>
      journal({
        step: step.id,
        event,
        at: new Date(now()).toISOString(),
        seconds: seconds(),
        ...(problem && { problem }),
      })
    if (await step.isDone?.(world)) {
      await record('unchanged')
      tell({ kind: 'unchanged', step, seconds: seconds() })
      continue
    }
    await record('started')
    tell({ kind: 'started', step, seconds: 0 })
    let hasChanged: boolean
    try {
      hasChanged = await step.run(world, (news) => tell({ kind: 'note', step, ...news }))
    } catch (failure) {
      await record('failed', failure instanceof Error ? failure.message : String(failure))
      tell({ kind: 'failed', step, seconds: seconds() })
      throw failure
    }
    if (hasChanged) changed += 1
    const event = hasChanged ? 'done' : 'unchanged'
    await record(event)
    tell({ kind: event, step, seconds: seconds() })
  }
  return { changed }
}
