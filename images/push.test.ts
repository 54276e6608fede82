/** An image is pushed by its digest, not its tag: other bytes under the same version are sent. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Artifact } from '@opads/artifacts/contract'
import { digestOf } from '@opads/world/digests'
import { type AssembleTools, assemble } from './assemble.ts'
import { blobPath } from './manifest.ts'
import { push } from './push.ts'
import { memoryRegistry } from './test/memory-registry.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-push-'))
after(() => rm(top, { recursive: true }))
const definition = {
  name: 'tool',
  version: '1',
  layers: [{ programs: { 'usr/bin/tool': ['tool', 'tool'] } }],
  config: { entrypoint: ['/usr/bin/tool'] },
} as const

/** The image with a program of these bytes. */
async function imageWith(bytes: string, config: object = definition.config) {
  const file = join(top, `program-${bytes}`)
  await writeFile(file, bytes)
  const tools = {
    root: join(top, 'store'),
    holdLock: async () => async () => {},
    digest: digestOf,
    note: () => {},
    getArtifact: async (name: string) =>
      ({ name, version: '1', key: `key of ${bytes}`, files: { tool: file } }) as unknown as Artifact,
  } as unknown as AssembleTools
  return assemble({ ...definition, config }, tools)
}

test('a program that changed under the same version is another image, here and in the registry', async () => {
  const registry = memoryRegistry()
  const [one, other] = [await imageWith('first'), await imageWith('second')]
  assert.deepEqual([one.name, one.version], [other.name, other.version])
  assert.notEqual(one.digest, other.digest)
  assert.notEqual(one.layout, other.layout)
  const there = async () => (await registry.getManifest('opads/tool', '1'))?.digest
  assert.ok((await push(one, registry)).sentBytes > 0)
  assert.equal(await there(), one.digest)
  assert.equal(registry.sent.length, 2) // layer and configuration
  assert.deepEqual(await push(one, registry), { digest: one.digest, sentBytes: 0, presentBytes: 0 })
  assert.ok((await push(other, registry)).sentBytes > 0)
  assert.equal(await there(), other.digest)
  const bytes = await imageWith('first')
  assert.deepEqual(bytes, one)
  await push(one, registry)
  assert.equal(await there(), one.digest)
  assert.equal(registry.sent.length, 4) // the first image's blobs were there; only its tag was moved back
})
test('another start of the same program is another image with the same layer', async () => {
  const [one, other] = [await imageWith('first'), await imageWith('first', { user: '1:1' })]
  assert.notEqual(one.digest, other.digest)
  const layers = async ({ layout, digest }: typeof one) =>
    JSON.parse(await readFile(join(layout, blobPath(digest)), 'utf8')).layers as unknown
  assert.deepEqual(await layers(one), await layers(other))
})
