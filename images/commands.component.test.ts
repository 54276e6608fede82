/** `opads images` as people run it: import, mirror, prune. With files made by skopeo, and the real registry. */
import assert from 'node:assert/strict'
import { access, mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { startLoopbackRegistry } from '@opads/world/loopback-registry'
import { testCache } from '@opads/world/test-cache'
import { writeLayer } from './layer.ts'
import { writeLayout } from './layout.ts'
import { getArtifact } from './test/artifact.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-images-command-'))
const cache = await testCache(join(top, 'cache'))
const server = await startLoopbackRegistry((await getArtifact('registry')).files.registry!)
const host = server.access.name
const ca = join(server.folder, 'ca.crt')
after(async () => {
  await server.stop()
  await rm(top, { recursive: true })
})

const env = {
  OPADS_CACHE: cache,
  REGISTRY_AUTH_FILE: join(server.folder, 'config.json'),
  SSL_CERT_FILE: ca,
}
const main = join(import.meta.dirname, 'main.ts')
const cli = join(import.meta.dirname, '../cli/main.ts')
/** Without a usable /tmp: no large file may go there, since it may be in memory. */
const withoutTmp = { ...env, TMPDIR: '/no/such/folder' }
const images = async (...words: string[]) => {
  const { stdout } = await exec([process.execPath, main, ...words, '--json'], { env: withoutTmp })
  return stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, string | number>) // biome-ignore format: one line
}
const refused = (...words: string[]) =>
  exec([process.execPath, cli, 'images', ...words], { env: withoutTmp, codes: 'any' })
const skopeo = (...words: string[]) => exec(['skopeo', '--insecure-policy', ...words], { env })
const digestOf = async (reference: string) =>
  (JSON.parse((await skopeo('inspect', reference)).stdout) as { Digest: string }).Digest

let pause: Record<string, string | number>
before(async () => {
  pause = (await images('get', 'pause'))[0]!
})

test('an image is made with gzip by choice, and docker’s format can hold it', async () => {
  const gzip = (await images('get', 'pause', '--compression', 'gzip'))[0]!
  assert.notEqual(gzip.digest, pause.digest)
  await skopeo('copy', `oci:${gzip.layout}`, `docker-archive:${join(top, 'pause.tar')}:example/pause:1`)
  assert.equal((await images('get', 'pause'))[0]?.digest, pause.digest)
})
test('a folder, a tar of it and a tar of docker are imported under their names', async () => {
  await skopeo('copy', `oci:${pause.layout}`, `oci:${join(top, 'folder')}:example/one:1`)
  await exec(['tar', '--create', '--file', join(top, 'oci.tar'), '--directory', join(top, 'folder'), '.'])
  const layer = await writeLayer([{ kind: 'symlink', path: 'a', target: 'b' }], join(top, 'layer'), 'gzip')
  await writeLayout(join(top, 'plain'), 'plain', [{ ...layer, key: '', path: join(top, 'layer') }], {})
  await skopeo('copy', `oci:${join(top, 'plain')}`, `docker-archive:${join(top, 'docker.tar')}:example/two:2`)
  const [folder] = await images('import', join(top, 'folder'), '--name', 'one:1')
  const [tar] = await images('import', join(top, 'oci.tar'), '--name', 'example/tar:1')
  const [docker] = await images('import', join(top, 'docker.tar'))
  assert.deepEqual([folder?.digest, tar?.digest], [pause.digest, pause.digest])
  assert.deepEqual([docker?.name, docker?.version], ['example/two', '2'])
  assert.equal(await digestOf(`oci:${docker?.layout}`), docker?.digest)
  const list = (await images('list'))[0] as unknown as { name: string; kind: string }[]
  const imported = list.filter(({ kind }) => kind === 'imported').map(({ name }) => name)
  assert.deepEqual(imported, ['example/tar', 'example/two', 'one'])
})
test('an image goes from the store to a registry, to another repository and back, unchanged', async () => {
  const there = `${host}/mirror/pause:1`
  await images('mirror', 'store:pause', there, '--ca', ca)
  assert.equal(await digestOf(`docker://${there}`), pause.digest)
  const [second] = await images('mirror', there, `${host}/elsewhere/pause:7`, '--ca', ca)
  assert.deepEqual([second?.digest, second?.sentBytes], [pause.digest, 0])
  const [back] = await images('mirror', `${host}/elsewhere/pause:7`, 'store:back/pause:7', '--ca', ca)
  assert.equal(back?.digest, pause.digest)
})
test('a tar with a link out of it, a broken one and a layout without a name are refused by name', async () => {
  const folder = join(top, 'evil')
  await mkdir(folder)
  await symlink('/etc/passwd', join(folder, 'manifest.json'))
  await exec(['tar', '--create', '--file', join(top, 'evil.tar'), '--directory', folder, '.'])
  await writeFile(join(top, 'broken.tar'), 'no archive')
  for (const [words, code] of [
    [['import', join(top, 'evil.tar')], 'image.not-an-image'],
    [['import', join(top, 'broken.tar')], 'image.not-an-image'],
    [['import', join(top, 'no-such-file')], 'image.not-an-image'],
    [['import', join(top, 'folder'), '--name', 'pause:1'], 'input.invalid'],
    [['mirror', `${host}/mirror/none:1`, `${host}/x/none:1`, '--ca', ca], 'image.not-found'],
    [['mirror', 'store:pause', 'store:other'], 'input.invalid'],
    [['mirror', 'pause', `${host}/x/pause:1`], 'input.invalid'],
    [['get', 'nothing-like-it'], 'image.unknown'],
    [['push', 'pause', '--cloud', 'no-such-cloud'], 'up.no-cloud'],
    [['append', `${host}/a:1`, `${host}/b:1`, join(top, 'no-such-folder')], 'input.invalid'],
    [['mirror', `${host}/a:1`, `${host}/b:1`, '--ca', join(top, 'no-such-file')], 'input.invalid'],
  ] as const) {
    const { code: exit, stderr } = await refused(...words)
    assert.ok(exit !== 0 && stderr.includes(code), `${words.join(' ')}: ${exit} ${stderr}`)
  }
  assert.equal((await refused('get', '--no-such-flag')).code, 2)
  assert.equal((await refused('nonsense')).code, 2)
})
test('prune says what would go, then drops it, and leaves what is needed', async () => {
  const store = join(cache, 'images')
  await mkdir(join(store, 'pause/older'), { recursive: true })
  await writeFile(join(store, 'pause/older/blob'), Buffer.alloc(1_000_000, 1))
  for (const [name, days] of [
    ['theirs', 6],
    ['long-ago', 8],
  ] as const) {
    await mkdir(join(store, 'pause', name))
    await writeFile(join(store, 'pause', `${name}.json`), '{"layerKeys":["eee"]}')
    const at = new Date(Date.now() - days * 86_400_000)
    await utimes(join(store, 'pause', `${name}.json`), at, at)
  }
  await writeFile(join(store, 'layers/eee.tar.zst'), 'x')
  const merged = join(store, 'layers/abc.draft-1/merged')
  await mkdir(merged, { recursive: true })
  await mkdir(join(top, 'of-the-machine'))
  await writeFile(join(top, 'of-the-machine/file'), 'must stay')
  await exec(['mount', '--bind', join(top, 'of-the-machine'), merged])
  await writeFile(join(store, 'layers/fff.tar.zst'), 'x')
  const would = (await images('prune', '--dry-run'))[0]!
  await access(join(store, 'pause/older'))
  const did = (await images('prune'))[0]!
  assert.deepEqual(would.removed, did.removed)
  await access(join(top, 'of-the-machine/file')) // prune does not delete what is mounted in a draft
  assert.ok(Number(did.freedBytes) >= 1_000_000)
  const removed = (did.removed as unknown as { path: string }[]).map(({ path }) => path)
  assert.ok(
    ['pause/older', 'layers/abc.draft-1', 'layers/fff.tar.zst'].every((path) => removed.includes(path)),
  )
  await Promise.all(['pause/theirs', 'layers/eee.tar.zst'].map((path) => access(join(store, path))))
  assert.ok((did.kept as unknown as { key: string }[]).some(({ key }) => key === 'theirs'))
  assert.ok(removed.includes('pause/long-ago') && removed.includes('pause/long-ago.json'))
  await access(String(pause.layout))
  assert.equal((await images('get', 'pause'))[0]?.layout, pause.layout)
  assert.equal((await refused('prune', '--unused-for', '7d')).code, 2)
  await images('prune', '--unused-for', '0')
  assert.equal((await readdir(join(store, 'pause'))).length, 3) // the image, its mark and its lock
  assert.equal((await readdir(join(store, 'imported'))).length, 4)
  await images('prune', '--imported')
  assert.equal(
    ((await images('list'))[0] as unknown as { kind: string }[]).filter(({ kind }) => kind === 'imported')
      .length,
    0,
  )
})
