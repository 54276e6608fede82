/** A journal: one JSON line per event of a step, appended. A line that a kill or a power cut has cut is skipped when read. */
import { open, readFile } from 'node:fs/promises'
import { jsonOr } from '@opads/kernel/kept-json'
import type { JournalEntry } from '@opads/kernel/step'

export async function appendEntry(path: string, entry: JournalEntry): Promise<void> {
  const file = await open(path, 'a+', 0o600)
  try {
    const { size } = await file.stat()
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(size - 1, 0))
    const isCut = size > 0 && buffer.toString() !== '\n' // what follows must not be lost with it
    await file.appendFile(`${isCut ? '\n' : ''}${JSON.stringify(entry)}\n`)
  } finally {
    await file.close()
  }
}

/** All whole entries; none where there is no journal. */
export async function readEntries(path: string): Promise<readonly JournalEntry[]> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.split('\n').flatMap((line) => jsonOr<JournalEntry | undefined>(line, undefined) ?? [])
}
