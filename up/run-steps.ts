/** Runs each step as soon as the steps that it needs are done, and records it in the journal. Clock, journal and screen are parameters. */
import type { TaskEvent } from '@opads/command/progress'
import type { JournalEntry, Step } from '@opads/kernel/step'

export type StepEvent<World> = TaskEvent<Step<World>>

type RunTools<World> = {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Aborted by the first failure, or from outside: running steps end by its signal, no other step begins. */
  readonly stop: Pick<AbortController, 'signal' | 'abort'>
  readonly journal: (entry: JournalEntry) => Promise<void>
  readonly report: (event: StepEvent<World>) => void
}

/**
 * Returns how many steps changed something, after all have ended.
 * @throws the first failure, or the reason with which `stop` was aborted
 */
export async function runSteps<World>(
  steps: readonly Step<World>[],
  world: World,
  tools: RunTools<World>,
): Promise<{ readonly changed: number }> {
  const { stop } = tools
  const done = new Set<string>()
  const running = new Set<Promise<void>>()
  let changed = 0
  let waiting = steps
  const begin = (step: Step<World>) => {
    const work: Promise<void> = runStep(step, world, tools)
      .then((hasChanged) => {
        done.add(step.id)
        if (hasChanged) changed += 1
      })
      .catch((failure: unknown) => stop.abort(failure)) // only the first abort sets the reason
      .finally(() => running.delete(work))
    running.add(work)
  }
  const isReady = (step: Step<World>) => !stop.signal.aborted && step.needs.every((id) => done.has(id))
  for (;;) {
    const ready = waiting.filter(isReady)
    waiting = waiting.filter((step) => !ready.includes(step))
    ready.forEach(begin)
    if (running.size === 0) break
    await Promise.race(running)
  }
  if (done.size < steps.length) {
    stop.signal.throwIfAborted()
    throw new Error(`What these steps need is not in the list: ${waiting.map(({ id }) => id).join(', ')}`)
  }
  return { changed }
}

/** Returns whether the step changed anything. */
async function runStep<World>(
  step: Step<World>,
  world: World,
  { now, stop, journal, report }: RunTools<World>,
): Promise<boolean> {
  const started = now()
  const record = async (event: JournalEntry['event'], problem?: string) => {
    const seconds = (now() - started) / 1000
    const at = new Date(now()).toISOString()
    await journal({ step: step.id, event, at, seconds, ...(problem !== undefined && { problem }) })
    report({ kind: event, step, seconds })
  }
  try {
    const isDone = await step.isDone?.(world)
    if (!isDone) await record('started')
    const hasChanged = !isDone && (await step.run(world, (news) => report({ kind: 'note', step, ...news })))
    await record(hasChanged ? 'done' : 'unchanged')
    return hasChanged
  } catch (failure) {
    const sentence = failure instanceof Error ? failure.message : String(failure)
    await record(stop.signal.aborted ? 'stopped' : 'failed', sentence)
    throw failure
  }
}
