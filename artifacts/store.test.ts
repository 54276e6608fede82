import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { damagedFiles, keep, listManifests, readManifest } from './store.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-store-'))
after(() => rm(top, { recursive: true }))
const root = join(top, 'artifacts')
const facts = { name: 'tool', version: '1', key: 'k1', seconds: 2 }

async function built(content: string): Promise<string> {
  const building = await mkdtemp(join(top, 'building-'))
  await writeFile(join(building, 'tool'), content)
  return building
}

test('an artifact is there only after it was kept whole', async () => {
  const building = await built('bytes')
  assert.equal(await readManifest(root, 'tool', 'k1'), undefined)
  await keep(root, building, facts, ['tool'])
  assert.equal(
    (await readManifest(root, 'tool', 'k1'))?.digests.tool,
    '277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9',
  )
  assert.deepEqual(
    (await listManifests(root)).map((one) => one.name),
    ['tool'],
  )
})

test('a changed file is named, and building it again replaces it', async () => {
  const manifest = await keep(root, await built('bytes'), facts, ['tool'])
  await writeFile(join(root, 'tool', 'k1', 'tool'), 'other')
  assert.deepEqual(await damagedFiles(root, manifest), ['tool'])
  await keep(root, await built('bytes'), facts, ['tool'])
  assert.deepEqual(await damagedFiles(root, manifest), [])
})

test('a file that was not built cannot be kept', async () => {
  await mkdir(root, { recursive: true })
  await assert.rejects(keep(root, await built('x'), { ...facts, key: 'k2' }, ['missing']), { code: 'ENOENT' })
  assert.equal(await readManifest(root, 'tool', 'k2'), undefined)
})

test('a manifest that a power cut took bytes of is none, and does not hide the others', async () => {
  await keep(root, await built('bytes'), { ...facts, name: 'other' }, ['tool'])
  await keep(root, await built('bytes'), facts, ['tool'])
  const manifest = join(root, 'tool', 'k1', 'manifest.json')
  for (const size of [40, 0]) {
    await truncate(manifest, size)
    assert.equal(await readManifest(root, 'tool', 'k1'), undefined)
  }
  await writeFile(manifest, Buffer.alloc(200)) // as after a power cut: the size is on the disk, the bytes are not
  assert.deepEqual(
    (await listManifests(root)).map((one) => one.name),
    ['other'],
  )
})
