/** The journal of a cloud, `/var/lib/opads/<cloud>/journal.jsonl`. */
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { JournalEntry } from '@opads/kernel/step'
import { appendEntry, readEntries } from '@opads/world/journal'

export async function append(path: string, entry: JournalEntry): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await appendEntry(path, entry)
}

/** Step → seconds of its last run that changed something. */
export async function recordedSeconds(path: string): Promise<ReadonlyMap<string, number>> {
  const seconds = new Map<string, number>()
  for (const entry of await readEntries(path))
    if (entry.event === 'done' && entry.seconds !== undefined) seconds.set(entry.step, entry.seconds)
  return seconds
}
