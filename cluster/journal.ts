/** The journal of cluster runs: one JSON line an event. A run that was killed is seen by a start without an end. */
import { appendFile, readFile } from 'node:fs/promises'
import type { JournalEntry } from '@opads/kernel/step'

export const appendTo = (path: string, entry: JournalEntry): Promise<void> =>
  appendFile(path, `${JSON.stringify(entry)}\n`)

/** The step that was cut by a kill, if the last run did not end by itself. */
export async function cutStep(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const last = text.split('\n').flatMap(entryOf).at(-1)
  return last?.event === 'started' ? last.step : undefined
}

function entryOf(line: string): JournalEntry[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as JournalEntry]
  } catch {
    return [] // cut by a kill
  }
}
