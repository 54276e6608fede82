/** Real files: changed files are read again, unchanged ones are not, and a boot voids the notes. */
// Shares nothing: a temporary folder.
import assert from 'node:assert/strict'
import { link, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { digestOf, digestsKeptIn } from './digests.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-digests-'))
after(() => rm(top, { recursive: true }))
const notes = join(top, 'notes.json')
type Notes = { boot: string; seen: Record<string, { digest: string }> }
const noted = async () => JSON.parse(await readFile(notes, 'utf8')) as Notes

/** Changes a file's bytes but not its size and time: only reading it shows the change. */
async function changedUnseen(file: string, bytes: string): Promise<void> {
  const { atime, mtime } = await stat(file)
  await utimes(file, atime, mtime) // whole milliseconds, which can be restored
  await digestsKeptIn(notes)(file)
  await writeFile(file, bytes)
  await utimes(file, atime, mtime)
}

test('each name of a file has the digest of its bytes, and one note', async () => {
  const [one, twin] = [join(top, 'one'), join(top, 'twin')]
  await writeFile(one, 'bytes')
  await link(one, twin)
  const digest = digestsKeptIn(notes)
  const wanted = '277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9'
  assert.deepEqual(await Promise.all([one, twin].map(digest)), [wanted, wanted])
  assert.equal(Object.keys((await noted()).seen).length, 1)
  assert.equal(await digestsKeptIn(notes)(twin), await digestOf(one))
})
test('a file that is cut or written again has another digest, here and in the next process', async () => {
  const file = join(top, 'cut')
  await writeFile(file, 'whole')
  const digest = digestsKeptIn(notes)
  const whole = await digest(file)
  await truncate(file, 3)
  for (const ask of [digest, digestsKeptIn(notes)]) assert.notEqual(await ask(file), whole)
  await writeFile(file, 'whole')
  assert.equal(await digest(file), whole)
})
test('a file is not read again while nothing shows that it changed, but it is after a start of the machine', async () => {
  const file = join(top, 'same')
  await writeFile(file, 'bytes')
  await changedUnseen(file, 'other')
  const before = await digestsKeptIn(notes)(file)
  assert.notEqual(before, await digestOf(file)) // from the note
  await writeFile(notes, JSON.stringify({ ...(await noted()), boot: 'an earlier one' }))
  assert.equal(await digestsKeptIn(notes)(file), await digestOf(file))
})
test('notes that are cut off, or cannot be written, cost a reading and no more', async () => {
  const file = join(top, 'any')
  await writeFile(file, 'bytes')
  await writeFile(notes, '{"boot":"')
  assert.equal(await digestsKeptIn(notes)(file), await digestOf(file))
  assert.equal(await digestsKeptIn(join(top, 'no-such-folder/notes'))(file), await digestOf(file))
  assert.deepEqual(
    (await readdir(top)).filter((name) => name.includes('draft')),
    [],
  )
})
test('a file that is not there has no digest', async () => {
  await assert.rejects(digestsKeptIn(notes)(join(top, 'nothing')), { code: 'ENOENT' })
})
