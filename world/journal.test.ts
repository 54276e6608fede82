import assert from 'node:assert/strict'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { appendEntry, readEntries } from './journal.ts'

const entry = (step: string) => ({ step, event: 'done', at: '2026-11-28T10:00:00.000Z' }) as const

test('entries are read as they were appended; a cut line takes none of the next with it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'opads-journal-'))
  const path = join(folder, 'journal.jsonl')
  try {
    assert.deepEqual(await readEntries(path), [])
    await appendEntry(path, entry('hosts'))
    await appendFile(path, '{"step":"clus')
    await appendEntry(path, entry('cluster'))
    await appendEntry(path, entry('parts'))
    assert.deepEqual(
      (await readEntries(path)).map(({ step }) => step),
      ['hosts', 'cluster', 'parts'],
    )
  } finally {
    await rm(folder, { recursive: true })
  }
})
