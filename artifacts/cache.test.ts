import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { cacheIn } from './cache.ts'
import type { Recipe } from './recipe.ts'
import { keep } from './store.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-cache-'))
after(() => rm(top, { recursive: true }))
const modules = join(top, 'modules')
let compiler = 'of a lock file'
const cache = (folder = modules) => cacheIn(join(top, 'cache'), folder, async () => compiler)
const recipe: Recipe = {
  name: 'tool',
  version: '1',
  module: 'tool',
  programs: { tool: '.' },
  source: { folder: 'other', file: 'main.go' },
  estimateSeconds: 1,
}
async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(join(modules, path, '..'), { recursive: true })
  await writeFile(join(modules, path), content)
}
await write('tool/go.mod', 'module tool')
await write('other/main.go', 'package main')
await write('other/unused.go', 'package main')

test('the key follows each file that the build reads, in its bytes and its name', async () => {
  const seen = new Set([await cache().key(recipe)])
  const isNew = async () => {
    const key = await cache().key(recipe)
    const { size } = seen
    return seen.add(key).size > size
  }
  const changes: Readonly<Record<string, () => Promise<void>>> = {
    'a file of the folder': () => write('tool/go.mod', 'module tool\n'),
    'a file in a folder below': () => write('tool/internal/deep/a.go', 'package deep'),
    'the main file of another folder': () => write('other/main.go', 'package main\n'),
    'bytes that are no text': () => write('tool/icon', Buffer.of(0xff)),
    'other bytes that are no text': () => write('tool/icon', Buffer.of(0xfe)),
    'a name': () => rename(join(modules, 'tool/icon'), join(modules, 'tool/image')),
  }
  for (const [what, change] of Object.entries(changes)) {
    await change()
    assert.ok(await isNew(), what)
  }
  await write('other/unused.go', 'package other')
  assert.equal(await isNew(), false)
  const elsewhere = join(top, 'elsewhere')
  await rename(modules, elsewhere)
  assert.ok(seen.has(await cache(elsewhere).key(recipe)))
  await rename(elsewhere, modules)
})

test('the key of a build with C code follows what compiles it, and no other key does', async () => {
  const withC = { ...recipe, needsC: true }
  const keys = async () => [await cache().key(withC), await cache().key(recipe)] as const
  const [before, plain] = await keys()
  compiler = 'of another one'
  const [after, same] = await keys()
  assert.notEqual(after, before)
  assert.equal(same, plain)
})

/** Stores a build of the recipe in the cache. */
async function built(): Promise<string> {
  const building = await mkdtemp(join(top, 'building-'))
  await writeFile(join(building, 'tool'), 'the bytes of a program')
  const key = await cache().key(recipe)
  await mkdir(cache().root, { recursive: true })
  await keep(cache().root, building, { name: 'tool', version: '1', key, seconds: 1 }, ['tool'])
  return join(cache().root, 'tool', key)
}

test('what a power cut leaves is not believed: a file cut off, other bytes, no file, half a manifest', async () => {
  const damages: Readonly<Record<string, (place: string) => Promise<void>>> = {
    'cut off': (place) => truncate(join(place, 'tool'), 9),
    'other bytes of the same size': (place) => writeFile(join(place, 'tool'), Buffer.alloc(22)),
    'no file': (place) => rm(join(place, 'tool')),
    'half a manifest': (place) => truncate(join(place, 'manifest.json'), 30),
  }
  for (const [what, damage] of Object.entries(damages)) {
    const place = await built()
    assert.ok(await cache().found(recipe), what)
    await damage(place)
    assert.equal(await cache().found(recipe), undefined, what)
  }
})
test('a file is read whole after a start of the machine, though nothing else shows that it changed', async () => {
  const place = await built()
  const file = join(place, 'tool')
  const { mtime } = await stat(file)
  await utimes(file, mtime, mtime)
  assert.ok(await cache().found(recipe))
  await writeFile(file, Buffer.alloc(22))
  await utimes(file, mtime, mtime)
  assert.ok(await cache().found(recipe)) // from the notes of this boot
  const notes = join(cache().root, 'digests.json')
  await writeFile(notes, '{"boot":"an earlier boot","seen":{}}')
  assert.equal(await cache().found(recipe), undefined)
})
