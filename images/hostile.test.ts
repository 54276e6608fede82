/** What a registry or a file of a stranger may say: nothing of it leads out of the store, is endless, or is taken for what it is not. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { openArchive } from './archive.ts'
import { copyImage, type ImageSource } from './copy.ts'
import { mediaTypes } from './manifest.ts'
import { layoutSource, layoutTarget } from './places.ts'

const index = 'application/vnd.oci.image.index.v1+json'
const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const config = '{"rootfs":{"diff_ids":[]}}'
const good = { mediaType: mediaTypes.config, digest: digestOf(config), size: config.length }

let top: string
before(async () => {
  top = await mkdtemp(join(tmpdir(), 'opads-hostile-'))
})
after(() => rm(top, { recursive: true }))

/** Serves these manifests by tag or digest, and endless bytes as any blob. */
const stranger = (manifests: Readonly<Record<string, { mediaType: string; text: string }>>): ImageSource => ({
  where: 'stranger.example:443/image',
  manifest: async (reference) => {
    const found = manifests[reference]
    return found && { ...found, digest: digestOf(found.text) }
  },
  async *read() {
    for (;;) yield Buffer.alloc(1024, 'x')
  },
  text: async () => config,
})
const manifestWith = (layers: unknown, of: unknown = good) => ({
  mediaType: mediaTypes.manifest,
  text: JSON.stringify({ config: of, layers }),
})
const taken = (source: ImageSource) =>
  copyImage(source, 'latest', layoutTarget(join(top, 'a/b/c/store')), 'tag')

for (const [title, source] of [
  ['a layer whose digest is a path', stranger({ latest: manifestWith([{ ...good, digest: 'sha256:../../../../x' }]) })],
  ['a configuration whose digest is a path', stranger({ latest: manifestWith([], { ...good, digest: '../../../../x' }) })],
  ['a digest of another kind', stranger({ latest: manifestWith([{ ...good, digest: 'md5:00' }]) })],
  ['a size that is none', stranger({ latest: manifestWith([{ ...good, size: -1 }]) })],
  ['more layers than any image has', stranger({ latest: manifestWith(Array.from({ length: 501 }, () => good)) })],
  ['a manifest that is no JSON', stranger({ latest: { mediaType: mediaTypes.manifest, text: '<html>' } })],
  ['a manifest without layers', stranger({ latest: manifestWith(undefined) })],
  ['an index of paths', stranger({ latest: { mediaType: index, text: '{"manifests":[{"digest":"latest","size":1,"mediaType":"x"}]}' } })],
] as const) // biome-ignore format: a table
  test(`${title} is refused, and nothing is written beside the store`, async () => {
    await assert.rejects(taken(source), { code: 'image.not-an-image' })
    assert.deepEqual(
      (await readdir(top, { recursive: true })).filter((path) => /x$|draft$/.test(path)),
      [],
    )
  })

test('an index that leads to itself ends', async () => {
  const digest = `sha256:${'0'.repeat(64)}`
  const loop = {
    mediaType: index,
    text: JSON.stringify({ manifests: [{ ...good, mediaType: index, digest }] }),
  }
  await assert.rejects(taken(stranger({ latest: loop, [digest]: loop })), { code: 'image.not-an-image' })
})
test('a blob that does not end is cut off at its size', async () => {
  const layer = { ...good, digest: `sha256:${'1'.repeat(64)}`, size: 4096 }
  await assert.rejects(taken(stranger({ latest: manifestWith([layer]) })), { code: 'image.damaged' })
})
test('a layout of a stranger names its blobs by digests', async () => {
  const layout = join(top, 'layout')
  await mkdir(layout)
  const manifests = [{ mediaType: mediaTypes.manifest, digest: 'sha256:../../../etc/passwd', size: 1 }]
  await writeFile(join(layout, 'index.json'), JSON.stringify({ manifests }))
  await assert.rejects(layoutSource(layout).manifest('any'), { code: 'image.not-an-image' })
})
test('what docker saved names files of its own alone', async () => {
  const folder = join(top, 'saved')
  await mkdir(folder)
  for (const [Config, layer] of [['../secret.json', 'a.tar'], ['c.json', '/etc/shadow']] as const) {
    await writeFile(join(folder, 'manifest.json'), JSON.stringify([{ Config, RepoTags: null, Layers: [layer] }]))
    await assert.rejects(openArchive(folder, join(top, 'draft'), exec), /leads out of it/)
  }
}) // biome-ignore format: a table
