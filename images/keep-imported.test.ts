import assert from 'node:assert/strict'
import { access, cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { digestOf } from '@opads/world/digests'
import type { Tools, Words } from './commands/tools.ts'
import { copyImage } from './copy.ts'
import { keepImported } from './keep-imported.ts'
import { writeLayout } from './layout.ts'
import { namedImages } from './named-images.ts'
import { layoutSource, registrySource, registryTarget } from './places.ts'
import { importedImages } from './store.ts'
import { memoryRegistry } from './test/memory-registry.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-imported-'))
after(() => rm(top, { recursive: true }))
const root = join(top, 'store')
let held: string[] = []
const tools = {
  root,
  digest: digestOf,
  note: () => {},
  holdLock: async (file: string, kind: string) => {
    const name = `${kind} ${file.slice(root.length + 1)}`
    held.push(name)
    return async () => {
      held = held.filter((one) => one !== name)
    }
  },
}

/** An image without layers; the user makes its digest unique. */
async function image(user: string) {
  const folder = join(top, user)
  return { source: layoutSource(folder), digest: await writeLayout(folder, 'any:1', [], { user }) }
}
const keep = ({ source, digest }: Awaited<ReturnType<typeof image>>, name: string, version: string) =>
  keepImported(name, version, source, digest, tools, {})
const names = async () => (await importedImages(root)).map(({ name, version }) => `${name}:${version}`).sort()

test('an import replaces the earlier import of its name and version, and no other', async () => {
  const [one, other] = [await image('one'), await image('other')]
  await keep(one, 'a/tool', '1')
  await keep(one, 'b/tool', '1')
  const kept = await keep(other, 'a/tool', '1')
  assert.equal(kept.digest, other.digest)
  assert.equal((await readdir(join(root, 'imported', encodeURIComponent('a/tool')))).length, 1)
  await keep(one, 'a/tool', '2')
  assert.deepEqual(await names(), ['a/tool:1', 'a/tool:2', 'b/tool:1'])
  await cp(kept.layout, `${kept.layout}.draft-1`, { recursive: true }) // left by a killed process
  assert.deepEqual(await names(), ['a/tool:1', 'a/tool:2', 'b/tool:1'])
  assert.deepEqual(held, [])
})
test('an image of ours keeps its name', async () => {
  await assert.rejects(keep(await image('one'), 'pause', '1'), { code: 'input.invalid' })
})
test('by its name and version an image is found, and the store stays as it is until the caller has had it', async () => {
  const words = { names: ['a/tool:2'] } as unknown as Words
  for await (const { version, layout } of namedImages('push', words, tools as unknown as Tools)) {
    assert.equal(version, '2')
    assert.deepEqual(held, ['shared store.lock'])
    await access(layout)
  }
  assert.deepEqual(held, [])
})
test('of several platforms the store takes its own, and a registry takes all', async () => {
  const index = 'application/vnd.oci.image.index.v1+json'
  const registry = memoryRegistry()
  const source = registrySource(registry, 'tool')
  const manifests = []
  for (const [user, architecture] of [
    ['arm', 'arm64'],
    ['amd', 'amd64'],
  ] as const) {
    // biome-ignore format: a table
    const one = await image(user)
    await copyImage(one.source, one.digest, registryTarget(registry, 'tool'), user)
    const { mediaType, digest, text } = (await registry.getManifest('tool', user))!
    manifests.push({ mediaType, digest, size: text.length, platform: { os: 'linux', architecture } })
  }
  await registry.putManifest('tool', 'all', { mediaType: index, text: JSON.stringify({ manifests }) })
  const kept = await keepImported('many', '1', source, 'all', tools, {})
  assert.equal(kept.digest, manifests[1]!.digest)
  const copied = await copyImage(source, 'all', registryTarget(registry, 'copy', 'tool'), 'all')
  assert.deepEqual(
    [copied.sentBytes, (await registry.getManifest('copy', 'all'))?.digest],
    [0, copied.digest],
  )
})
test('a copy of an image with orders to containerd is refused before anything is sent', async () => {
  const registry = memoryRegistry()
  const text = JSON.stringify({ config: { Labels: { 'containerd.io/restart.loguri': 'binary:///bin/sh' } } })
  const one = await image('one')
  const evil = { ...one.source, text: async () => text }
  await assert.rejects(copyImage(evil, one.digest, registryTarget(registry, 'x'), '1'), {
    code: 'image.label-refused',
  })
  assert.deepEqual(registry.sent, [])
})
