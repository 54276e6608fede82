/** Files of the store that a power cut or a bad disk damaged are made again, with the same bytes. gcc compiles the program. */
import assert from 'node:assert/strict'
import { appendFile, mkdtemp, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { apt } from '@opads/world/apt'
import type { Compiler } from '@opads/world/compiler'
import { debian } from '@opads/world/debian'
import { digestOf, digestsKeptIn } from '@opads/world/digests'
import { exec } from '@opads/world/exec'
import { holdLock } from '@opads/world/lock'
import { entriesBelow } from '@opads/world/walk'
import { assemble } from './assemble.ts'
import type { Image } from './contract.ts'
import { pause } from './definitions/pause.ts'
import { keepImported } from './keep-imported.ts'
import { blobPath } from './manifest.ts'
import { namedImages } from './named-images.ts'
import { layoutSource } from './places.ts'
import { digestNotes, importedImages, markedImages } from './store.ts'
import { testCompiler } from './test/compiler.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-damage-'))
after(() => rm(top, { recursive: true }))
const root = join(top, 'store')
let compiled = 0
const compiler = testCompiler()
const tools = {
  root,
  home: join(import.meta.dirname, '..'),
  debian: debian(exec, apt(exec), join(top, 'cache')),
  debianLock: () => Promise.reject(new Error('pause has no package of Debian')),
  exec: ((argv, options) => {
    if (argv[0].endsWith('/gcc')) compiled += 1
    return exec(argv, options)
  }) as typeof exec,
  holdLock,
  digest: digestsKeptIn(digestNotes(root)),
  note: () => {},
  compiler,
  getArtifact: () => Promise.reject(new Error('pause needs no artifact')),
}
/** Tools as a new process has them: it knows only the digests in the notes. */
const nextTools = () => ({ ...tools, digest: digestsKeptIn(digestNotes(root)) })

/** Path below the store → digest, of all files of an image and its layers. */
async function storeDigests(): Promise<Readonly<Record<string, string>>> {
  const all = await entriesBelow(root)
  const files = all.filter((one) => one.isFile() && !/digests\.json$|\.lock$/.test(one.name))
  const paths = files.map((one) => join(one.parentPath, one.name)).sort()
  return Object.fromEntries(
    await Promise.all(
      paths.map(async (path) => [path.slice(root.length + 1), await digestOf(path)] as const),
    ),
  )
}

let image: Image
let whole: Readonly<Record<string, string>>
before(async () => {
  image = await assemble(pause, tools)
  whole = await storeDigests()
})

test('every file of an image that is cut to nothing, is gone or has grown is made again', async () => {
  assert.equal(Object.keys(whole).length, 8) // layer, its JSON, mark; three blobs, index, oci-layout
  for (const path of Object.keys(whole))
    for (const damage of [
      () => truncate(join(root, path), 0),
      () => rm(join(root, path)),
      // Only where the name is a digest: a space does not change the data in other JSON files.
      ...(/blobs|tar/.test(path) ? [() => appendFile(join(root, path), ' ')] : []),
    ]) {
      await damage()
      assert.notDeepEqual(await storeDigests(), whole)
      assert.deepEqual(await assemble(pause, nextTools()), image)
      assert.deepEqual(await storeDigests(), whole, path)
    }
})
test('a byte of a layer that turned while the machine was off is found, and no other time is it read', async () => {
  const layer = join(root, Object.keys(whole).find((path) => path.endsWith('.tar.zst'))!)
  const { atime, mtime } = await stat(layer)
  await utimes(layer, atime, mtime) // whole milliseconds, which can be restored
  await assemble(pause, nextTools())
  const bytes = await readFile(layer)
  bytes[bytes.length >> 1]! ^= 1
  await writeFile(layer, bytes)
  await utimes(layer, atime, mtime)
  const before = compiled
  await assemble(pause, nextTools())
  assert.equal(compiled, before) // the digest came from the notes
  const notes = JSON.parse(await readFile(digestNotes(root), 'utf8'))
  await writeFile(digestNotes(root), JSON.stringify({ ...notes, boot: 'an earlier one' }))
  assert.deepEqual(await assemble(pause, nextTools()), image)
  assert.equal(compiled, before + 1)
  assert.deepEqual(await storeDigests(), whole)
})
test('a program is compiled anew by another compiler, and what the older compiler made stays', async () => {
  const before = compiled
  const key = 'of another one'
  const other: Compiler = {
    key: async () => key,
    use: (work) => compiler.use((own) => work({ ...own, key })),
  }
  const newer = { ...nextTools(), compiler: other }
  assert.equal((await assemble(pause, newer)).digest, image.digest) // the same image
  assert.equal(compiled, before + 1)
  await assemble(pause, nextTools())
  assert.equal(compiled, before + 1)
})
test('where the archive has dropped a package of the compiler, the layer gets the key of what took its place', async () => {
  const kept = await storeDigests()
  let asked = 0
  const key = async () => (asked++ === 0 ? 'of what was dropped' : compiler.key())
  const after = await assemble(pause, { ...nextTools(), compiler: { key, use: compiler.use } })
  assert.deepEqual(after, image)
  assert.equal(asked, 2)
  assert.deepEqual(await storeDigests(), kept)
})
test('what is whole is left alone', async () => {
  const times = async () => {
    const paths = Object.keys(whole).filter((path) => !/^pause\/\w+\.json$/.test(path)) // the mark's time is the last use
    return Promise.all(paths.map(async (path) => (await stat(join(root, path))).ctimeMs))
  }
  const before = await times()
  await assemble(pause, nextTools())
  assert.deepEqual(await times(), before)
})
test('a mark without bytes marks nothing', async () => {
  await writeFile(join(root, 'pause/cut.json'), '')
  assert.equal((await markedImages(root, 'pause')).length, 1)
})
test('an imported image that is damaged is refused by name, and taken again', async () => {
  const take = () => keepImported('theirs', '1', layoutSource(image.layout), image.digest, nextTools(), {})
  const { layout } = await take()
  const named = async () => {
    const words = { names: ['theirs'] } as unknown as Parameters<typeof namedImages>[1]
    const all = nextTools() as unknown as Parameters<typeof namedImages>[2]
    return (await Array.fromAsync(namedImages('push', words, all))).map(({ digest }) => digest)
  }
  assert.deepEqual(await named(), [image.digest])
  await truncate(join(layout, blobPath(image.digest)), 0)
  await assert.rejects(named(), { code: 'image.damaged' })
  await take()
  assert.deepEqual(await named(), [image.digest])
  await truncate(join(layout, 'index.json'), 0)
  assert.deepEqual(await importedImages(root), [])
})
