/** The journal of a cloud: one JSON line per event, appended; a line cut by a kill is skipped when read. */
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { JournalEntry } from '@opads/kernel/step'

export async function append(path: string, entry: JournalEntry): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await appendFile(path, `${JSON.stringify(entry)}\n`)
}

/** Step → seconds of its last run that changed something. */
export async function recordedSeconds(path: string): Promise<ReadonlyMap<string, number>> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const seconds = new Map<string, number>()
  for (const entry of text.split('\n').flatMap(parsed)) {
    if (entry.event === 'done' && entry.seconds !== undefined) seconds.set(entry.step, entry.seconds)
  }
  return seconds
}

function parsed(line: string): JournalEntry[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as JournalEntry]
  } catch {
    return [] // cut by a kill
  }
}
