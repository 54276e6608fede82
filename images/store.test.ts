import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { digestOf } from '@opads/world/digests'
import { withDraft } from './draft.ts'
import { storedLayer } from './layer-store.ts'
import { placeWhole } from './store.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-store-'))
after(() => rm(top, { recursive: true }))
const held: string[] = []
const tools = {
  root: top,
  digest: digestOf,
  note: () => {},
  holdLock: async (file: string, kind: string) => {
    held.push(`${kind} ${file.slice(top.length + 1)}`)
    return async () => void held.pop()
  },
}

test('a place is there whole or not at all, and nothing is left beside it', async () => {
  const place = join(top, 'whole/place')
  const fill = (text: string) => (draft: string) => writeFile(join(draft, 'file'), text)
  await assert.rejects(
    placeWhole(place, async (draft) => {
      await fill('half')(draft)
      throw new Error('the disk is full')
    }),
    /the disk is full/,
  )
  assert.deepEqual(await readdir(join(top, 'whole')), [])
  await placeWhole(place, fill('first'))
  await placeWhole(place, fill('second')) // the first process's result is kept
  assert.equal(await readFile(join(place, 'file'), 'utf8'), 'first')
  assert.deepEqual(await readdir(join(top, 'whole')), ['place'])
})
test('a draft is empty, and the store is not pruned while it is there', async () => {
  await mkdir(join(top, 'layers', `large.draft-${process.pid}`, 'left'), { recursive: true }) // by a killed process with our id
  await assert.rejects(
    withDraft('large', tools, async (draft) => {
      assert.deepEqual(await readdir(draft), [])
      await writeFile(join(draft, 'file'), 'x')
      throw new Error('no room')
    }),
    /no room/,
  )
  const work = async (draft: string) => {
    assert.deepEqual(held, ['shared store.lock'])
    return readdir(draft)
  }
  assert.deepEqual(await withDraft('large', tools, work), [])
  assert.deepEqual(held, [])
  assert.deepEqual(await readdir(join(top, 'layers')), [])
})
test('either compression has a layer of its own, of the same tar', async () => {
  const made = (compression: 'gzip' | 'zstd') =>
    storedLayer({ ...tools, compression }, 'links', async () => [{ kind: 'symlink', path: 'a', target: 'b' }])
  const [zstd, gzip] = [await made('zstd'), await made('gzip')]
  assert.notEqual(zstd.key, gzip.key)
  assert.equal(zstd.diffId, gzip.diffId)
  assert.match(zstd.mediaType, /zstd$/)
  assert.match(gzip.mediaType, /gzip$/)
  assert.deepEqual(await made('zstd'), zstd)
})
