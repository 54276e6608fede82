/** Real files, and the order in which they are flushed to the disk. */
// Shares nothing: a temporary folder.
import assert from 'node:assert/strict'
import { access, mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { writeDurably } from './durable.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-durable-'))
after(() => rm(top, { recursive: true }))

test('a file is on the disk before its name shows it, and its name then', async () => {
  const path = join(top, 'note.json')
  const heard: string[] = []
  const handle = await open(top, 'r')
  const kind = Object.getPrototypeOf(handle) as typeof handle
  await handle.close()
  const { sync } = kind
  kind.sync = async function (this: typeof handle) {
    const isShown = await access(path).then(
      () => true,
      () => false,
    )
    heard.push(`${(await this.stat()).isDirectory() ? 'folder' : 'file'}, ${isShown ? 'shown' : 'not shown'}`)
    return sync.call(this)
  }
  try {
    await writeDurably(path, 'one')
  } finally {
    kind.sync = sync
  }
  assert.deepEqual(heard, ['file, not shown', 'folder, shown'])
})
test('it is whole, closed to others, and what a cut run left is not in the way', async () => {
  const path = join(top, 'secret')
  const left = await open(`${path}.new`, 'w', 0o644)
  await left.writeFile('longer than what comes now')
  await left.close()
  await writeDurably(path, 'short')
  assert.equal(await readFile(path, 'utf8'), 'short')
  assert.equal((await stat(path)).mode & 0o777, 0o600)
  assert.ok(!(await readdir(top)).includes('secret.new'))
})
test('of many at once the last one counts, and each was whole', async () => {
  const path = join(top, 'busy')
  const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(1000))
  await Promise.all(texts.map((text) => writeDurably(path, text)))
  assert.equal(await readFile(path, 'utf8'), texts.at(-1))
})
