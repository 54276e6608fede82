/** The journal of cluster runs: one JSON line per event. A start without an end shows a run that was killed. */
import type { JournalEntry } from '@opads/kernel/step'
import { appendEntry, readEntries } from '@opads/world/journal'

/** The step in which the last run was killed, if it was. */
export async function cutStep(path: string): Promise<string | undefined> {
  const last = (await readEntries(path)).at(-1)
  return last?.event === 'started' ? last.step : undefined
}

/** Runs steps and records each; `seconds`: step → duration. @param now milliseconds */
export function recordedSteps(path: string, now: () => number) {
  const seconds: [string, number][] = []
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const started = now()
    const record = (event: JournalEntry['event']) =>
      appendEntry(path, {
        step: name,
        event,
        at: new Date(now()).toISOString(),
        seconds: (now() - started) / 1000,
      })
    await record('started')
    try {
      const answer = await work()
      await record('done')
      seconds.push([name, (now() - started) / 1000])
      return answer
    } catch (failure) {
      await record('failed')
      throw failure
    }
  }
  return { step, seconds }
}
