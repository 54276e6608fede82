import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { append } from './append.ts'
import { type Descriptor, type ImageManifest, mediaTypes } from './manifest.ts'
import { digestOfText, type MemoryRegistry, memoryRegistry } from './test/memory-registry.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-append-'))
after(() => rm(top, { recursive: true }))
const index = 'application/vnd.oci.image.index.v1+json'
const place = 'memory:443'

/** Puts an image with one layer into the registry under this tag; returns its manifest's digest. */
async function base(registry: MemoryRegistry, tag: string, config: object): Promise<string> {
  const put = async (mediaType: string, text: string): Promise<Descriptor> => {
    await (await registry.beginBlob('base'))(digestOfText(text), text)
    return { mediaType, digest: digestOfText(text), size: text.length }
  }
  const layers = [await put('application/vnd.oci.image.layer.v1.tar+zstd', `layer of ${tag}`)]
  const text = JSON.stringify({ config, rootfs: { type: 'layers', diff_ids: ['sha256:x'] } })
  const manifest = { schemaVersion: 2, config: await put(mediaTypes.config, text), layers }
  return registry.putManifest('base', tag, { mediaType: mediaTypes.manifest, text: JSON.stringify(manifest) })
}
async function appended(registry: MemoryRegistry, tag: string, more: object = {}) {
  const source = join(top, 'main.js')
  await writeFile(source, 'x')
  const entries = [{ kind: 'file', path: 'app/main.js', mode: 0o644, source, size: 1 }] as const
  const appending = { base: `${place}/base:${tag}`, target: `${place}/app:1`, entries, labels: {}, file: join(top, 'layer'), ...more } // biome-ignore format: a line
  const digest = await append(appending, registry)
  const manifest = JSON.parse((await registry.getManifest('app', '1'))!.text) as ImageManifest
  const config = JSON.parse(await registry.getBlob('app', manifest.config.digest))
  return { digest, manifest, config }
}

test('the base stays below, whether the registry takes its layers over or they are sent', async () => {
  for (const mounts of [true, false]) {
    const registry = memoryRegistry(place)
    await base(registry, '1', { Entrypoint: ['/start'], Cmd: ['a'], Env: ['A=b'], Labels: { one: '1' } })
    registry.mounts = mounts
    registry.sent.length = 0
    const { manifest, config } = await appended(registry, '1', { command: ['node'], labels: { two: '2' } })
    const [below, own] = manifest.layers
    assert.equal(registry.sent.includes(below!.digest), !mounts)
    assert.equal(await registry.getBlob('app', below!.digest), 'layer of 1')
    assert.equal(own!.digest, digestOfText(await readFile(join(top, 'layer'))))
    // The base's entrypoint would take the command as its arguments.
    assert.deepEqual(config.config, { Cmd: ['node'], Env: ['A=b'], Labels: { one: '1', two: '2' } })
    assert.equal(config.rootfs.diff_ids.length, 2)
  }
})
test('without a command the base starts as it did', async () => {
  const registry = memoryRegistry(place)
  await base(registry, '1', { Entrypoint: ['/start'], Cmd: ['a'] })
  const { config } = await appended(registry, '1')
  assert.deepEqual(config.config, { Entrypoint: ['/start'], Cmd: ['a'], Labels: {} })
})
test('of an index, the image for this kind of machine is taken, and none is said', async () => {
  const registry = memoryRegistry(place)
  const platforms = [['windows', 'amd64'], ['linux', 'arm64'], ['linux', 'amd64']] as const // biome-ignore format: a table
  const manifests = await Promise.all(
    platforms.map(async ([os, architecture]) => {
      const digest = await base(registry, `${os}-${architecture}`, {})
      return { mediaType: mediaTypes.manifest, digest, size: 1, platform: { os, architecture } }
    }),
  )
  const put = (tag: string, some: typeof manifests) =>
    registry.putManifest('base', tag, { mediaType: index, text: JSON.stringify({ manifests: some }) })
  await put('all', manifests)
  const { manifest } = await appended(registry, 'all')
  assert.equal(manifest.layers[0]!.digest, digestOfText('layer of linux-amd64'))
  await put('others', manifests.slice(0, 2))
  await assert.rejects(appended(registry, 'others'), { code: 'image.not-found' })
  await assert.rejects(appended(registry, 'none'), { code: 'image.base-missing' })
})
test('orders to containerd are refused, of the base and of who appends', async () => {
  const registry = memoryRegistry(place)
  const labels = { 'containerd.io/restart.loguri': 'binary:///bin/sh' }
  await base(registry, 'evil', { Labels: labels })
  await base(registry, 'good', {})
  await assert.rejects(appended(registry, 'evil'), { code: 'image.label-refused' })
  await assert.rejects(appended(registry, 'good', { labels }), { code: 'image.label-refused' })
  assert.equal(await registry.getManifest('app', '1'), undefined)
})
test('what cannot be read ends the upload too, and no image is there', { timeout: 20_000 }, async () => {
  const registry = memoryRegistry(place)
  await base(registry, '1', {})
  for (const size of [2, 2 ** 20]) {
    const entries = [{ kind: 'file', path: 'a', mode: 0o644, source: join(top, 'main.js'), size }]
    await assert.rejects(appended(registry, '1', { entries }), { code: 'image.unsafe-entry' })
  }
  assert.equal(await registry.getManifest('app', '1'), undefined)
})
