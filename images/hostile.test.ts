/** Hostile registries and files: they cannot write outside the store, send without end, or pass for something else. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Problem } from '@opads/kernel/problem'
import { exec } from '@opads/world/exec'
import { pathsBelow } from '@opads/world/walk'
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
  ['a digest behind a path', stranger({ latest: manifestWith([{ ...good, digest: `../x/${good.digest}` }]) })],
  ['a digest before a path', stranger({ latest: manifestWith([{ ...good, digest: `${good.digest}/../x` }]) })],
  ['a digest of another kind', stranger({ latest: manifestWith([{ ...good, digest: 'md5:00' }]) })],
  ['a size that is none', stranger({ latest: manifestWith([{ ...good, size: -1 }]) })],
  ['a size between two numbers', stranger({ latest: manifestWith([{ ...good, size: 0.5 }]) })],
  ['a size that no number holds', stranger({ latest: manifestWith([{ ...good, size: 2 ** 60 }]) })],
  ['a layer of no kind', stranger({ latest: manifestWith([{ ...good, mediaType: undefined }]) })],
  ['more layers than any image has', stranger({ latest: manifestWith(Array.from({ length: 501 }, () => good)) })],
  ['a manifest that is no JSON', stranger({ latest: { mediaType: mediaTypes.manifest, text: '<html>' } })],
  ['a manifest without layers', stranger({ latest: manifestWith(undefined) })],
  ['more platforms than there are', stranger({ latest: { mediaType: index, text: JSON.stringify({ manifests: Array.from({ length: 201 }, () => good) }) } })],
  ['an index of paths', stranger({ latest: { mediaType: index, text: '{"manifests":[{"digest":"other","size":1,"mediaType":"x"}]}' }, other: manifestWith([]) })],
] as const) // biome-ignore format: a table
  test(`${title} is refused, and nothing is written beside the store`, async () => {
    await assert.rejects(taken(source), (failure: Problem) => {
      // Refused by its manifest, before a blob is requested or written.
      assert.deepEqual([failure.code, failure.facts.source], ['image.not-an-image', source.where])
      return true
    })
    assert.deepEqual(
      (await pathsBelow(top)).filter((path) => /x$|draft$/.test(path)),
      [],
    )
  })

test('an index that leads to itself ends', async () => {
  const digest = `sha256:${'0'.repeat(64)}`
  const loop = {
    mediaType: index,
    text: JSON.stringify({ manifests: [{ ...good, mediaType: index, digest }] }),
  }
  await assert.rejects(taken(stranger({ latest: loop, [digest]: loop })), /is an index in an index/)
})
test('a blob that does not end is cut off at its size', async () => {
  const layer = { ...good, digest: `sha256:${'1'.repeat(64)}`, size: 4096 }
  await assert.rejects(taken(stranger({ latest: manifestWith([layer]) })), { code: 'image.damaged' })
})
test('a blob of the right size and other bytes is refused, and no name shows it', async () => {
  const layer = { ...good, digest: digestOf('x'.repeat(1024)), size: 1024 }
  const source = stranger({ latest: manifestWith([layer]) })
  const store = join(top, 'other-bytes')
  async function* bytes(digest: string) {
    yield Buffer.from(digest === good.digest ? config : 'y'.repeat(1024))
  }
  await assert.rejects(copyImage({ ...source, read: bytes }, 'latest', layoutTarget(store), 'tag'), {
    code: 'image.damaged',
    facts: { what: layer.digest, where: store },
  })
  const names = await readdir(join(store, 'blobs/sha256'))
  assert.ok(!names.includes(layer.digest.slice('sha256:'.length)))
  await assert.rejects(readdir(join(store, 'index.json')), { code: 'ENOENT' })
})
test('a manifest of a layout is what its digest says', async () => {
  const layout = join(top, 'turned')
  await mkdir(join(layout, 'blobs/sha256'), { recursive: true })
  const { text } = manifestWith([])
  const digest = digestOf(text)
  await writeFile(join(layout, 'index.json'), JSON.stringify({ manifests: [{ ...good, digest }] }))
  const place = join(layout, 'blobs/sha256', digest.slice('sha256:'.length))
  await writeFile(place, text)
  assert.equal((await layoutSource(layout).manifest(digest))?.text, text)
  await writeFile(place, text.replace('[]', '[ ]'))
  await assert.rejects(layoutSource(layout).manifest(digest), { code: 'image.damaged' })
})
test('a layout of a stranger names its blobs by digests', async () => {
  const layout = join(top, 'layout')
  await mkdir(layout)
  const manifests = [{ mediaType: mediaTypes.manifest, digest: 'sha256:../../../etc/passwd', size: 1 }]
  await writeFile(join(layout, 'index.json'), JSON.stringify({ manifests }))
  await assert.rejects(layoutSource(layout).manifest('any'), { code: 'image.not-an-image' })
})
test('an archive with a link out of it is not read, nor one whose layer is not what its configuration says', async () => {
  const folder = join(top, 'linked')
  await mkdir(folder)
  await symlink('/etc/passwd', join(folder, 'manifest.json'))
  await exec(['tar', '--create', '--file', join(top, 'linked.tar'), '--directory', folder, '.'])
  await assert.rejects(openArchive(join(top, 'linked.tar'), join(top, 'linked-draft'), exec), {
    code: 'image.not-an-image',
    message: /links out of it/,
  })
  const saved = join(top, 'other-layer')
  await mkdir(saved)
  await writeFile(join(saved, 'a.tar'), 'y')
  const open = () => openArchive(saved, join(top, 'saved-draft'), exec)
  const says = (tar: string) =>
    writeFile(join(saved, 'c.json'), JSON.stringify({ rootfs: { diff_ids: [digestOf(tar)] } }))
  await writeFile(join(saved, 'manifest.json'), '[{"Config":"c.json","RepoTags":["a:1"],"Layers":["a.tar"]}]')
  await says('x')
  await assert.rejects(open(), { code: 'image.damaged' })
  await says('y')
  assert.deepEqual((await open()).images[0]?.names, ['a:1'])
})
test('what docker saved names files of its own alone', async () => {
  const folder = join(top, 'saved')
  await mkdir(folder)
  for (const [Config, layer] of [['../secret.json', 'a.tar'], ['c.json', '/etc/shadow']] as const) {
    await writeFile(join(folder, 'manifest.json'), JSON.stringify([{ Config, RepoTags: null, Layers: [layer] }]))
    await assert.rejects(openArchive(folder, join(top, 'draft'), exec), /leads out of it/)
  }
}) // biome-ignore format: a table
