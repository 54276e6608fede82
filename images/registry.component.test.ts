/** Uploads to the real registry: resumed after a broken connection, mounted, appended while compressing. skopeo reads the images back. */
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext, test } from 'node:test'
import { Secret } from '@opads/kernel/secret'
import { digestOf } from '@opads/world/digests'
import { exec } from '@opads/world/exec'
import { holdLock } from '@opads/world/lock'
import { startLoopbackRegistry } from '@opads/world/loopback-registry'
import { registry as openRegistry, type Registry } from '@opads/world/registry'
import { append } from './append.ts'
import { copyImage } from './copy.ts'
import { entriesOfFolder } from './folder.ts'
import { storedLayer } from './layer-store.ts'
import { writeLayout } from './layout.ts'
import type { ImageManifest } from './manifest.ts'
import { layoutSource, layoutTarget, registrySource, registryTarget } from './places.ts'
import { getArtifact } from './test/artifact.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-push-'))
const server = await startLoopbackRegistry((await getArtifact('registry')).files.registry!)
const { name, ca } = server.access
const direct = openRegistry(server.access)
after(async () => {
  direct.close()
  await server.stop()
  await rm(top, { recursive: true })
})

/** A proxy to the registry that breaks a connection after so many bytes in one direction, and counts all bytes. */
async function brokenLine(t: TestContext, breakAfter: readonly number[], way: 'up' | 'down') {
  const counts = { up: 0, down: 0, breaks: 0 }
  const limits = [...breakAfter]
  const sockets = new Set<Socket>()
  const line: Server = createServer((near) => {
    const far = connect(Number(name.split(':')[1]), '127.0.0.1')
    for (const socket of [near, far]) sockets.add(socket.on('error', () => {}))
    const pump = (from: Socket, to: Socket, side: 'up' | 'down') => {
      from.on('data', (chunk) => {
        counts[side] += chunk.length
        if (side === way && limits.length > 0 && counts[side] > limits[0]!) {
          limits.shift()
          counts.breaks += 1
          for (const socket of [...sockets]) socket.destroy()
          sockets.clear()
        } else if (!to.write(chunk)) {
          from.pause()
          to.once('drain', () => from.resume())
        }
      })
      from.on('close', () => to.destroy())
    }
    pump(near, far, 'up')
    pump(far, near, 'down')
  })
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
  const { port } = line.address() as { port: number }
  const client = openRegistry({ ...server.access, connectTo: `127.0.0.1:${port}` })
  t.after(() => {
    client.close()
    for (const socket of sockets) socket.destroy()
    line.close()
  })
  return { counts, client }
}

const megabyte = 2 ** 20
/** An image with one layer of random bytes, as a layout folder. */
async function image(label: string, sizes: readonly number[]): Promise<{ folder: string; digest: string }> {
  const tree = join(top, `${label}-tree`)
  await mkdir(tree, { recursive: true })
  const layers = []
  for (const [index, size] of sizes.entries()) {
    const source = join(tree, `part-${index}`)
    await writeFile(source, randomBytes(size))
    layers.push(
      await storedLayer(
        { root: join(top, 'store'), holdLock, digest: digestOf, note: () => {} },
        `${label} ${index}`,
        async () => [{ kind: 'file', path: `part-${index}`, mode: 0o644, source, size }],
      ),
    )
  }
  const folder = join(top, `${label}-oci`)
  return { folder, digest: await writeLayout(folder, `test/${label}:1`, layers, { command: ['/part-0'] }) }
}
const skopeo = (...words: string[]) =>
  exec(['skopeo', '--insecure-policy', ...words], {
    env: {
      REGISTRY_AUTH_FILE: join(server.folder, 'config.json'),
      SSL_CERT_FILE: join(server.folder, 'ca.crt'),
    },
  })
const pushed = (from: { folder: string; digest: string }, to: Registry, repository: string) =>
  copyImage(layoutSource(from.folder), from.digest, registryTarget(to, repository), '1')

test('an upload goes on where the line broke, and skopeo reads it whole', async (t) => {
  const one = await image('broken', [40 * megabyte])
  const line = await brokenLine(t, [10 * megabyte, 25 * megabyte], 'up')
  const { sentBytes } = await pushed(one, line.client, 'test/broken')
  assert.equal(line.counts.breaks, 2)
  assert.ok(sentBytes > 40 * megabyte)
  // Bytes that the registry had stored were not sent again: less than two whole uploads.
  assert.ok(line.counts.up < 70 * megabyte, `${line.counts.up} bytes`)
  await skopeo(
    'copy',
    '--preserve-digests',
    `docker://${name}/test/broken:1`,
    `dir:${join(top, 'broken-dir')}`,
  )
})
test('a download goes on where the line broke, and its digest is checked', async (t) => {
  const one = await image('torn', [30 * megabyte])
  await pushed(one, direct, 'test/torn')
  const line = await brokenLine(t, [8 * megabyte, 20 * megabyte], 'down')
  const folder = join(top, 'torn-copy')
  await copyImage(registrySource(line.client, 'test/torn'), '1', layoutTarget(folder), 'test/torn:1')
  assert.equal(line.counts.breaks, 2)
  assert.ok(line.counts.down < 45 * megabyte, `${line.counts.down} bytes`)
  const { stdout } = await skopeo('inspect', `oci:${folder}`)
  assert.equal((JSON.parse(stdout) as { Digest: string }).Digest, one.digest)
})
test('what is there is not sent again, and blobs of a neighbour are mounted', async () => {
  const one = await image('shared', [3 * megabyte, 2 * megabyte])
  assert.ok((await pushed(one, direct, 'test/first')).sentBytes > 5 * megabyte)
  assert.equal((await pushed(one, direct, 'test/first')).sentBytes, 0)
  const target = registryTarget(direct, 'test/second', 'test/first')
  const copied = await copyImage(registrySource(direct, 'test/first'), '1', target, '1')
  assert.deepEqual([copied.sentBytes, copied.digest], [0, one.digest])
})
for (const compression of ['gzip', 'zstd'] as const)
  test(`a layer is appended while it is compressed: ${compression}`, async () => {
    const base = await image(`base-${compression}`, [megabyte])
    await pushed(base, direct, `test/base-${compression}`)
    const tree = join(top, `app-${compression}`)
    await mkdir(join(tree, 'lib'), { recursive: true })
    await writeFile(join(tree, 'lib/data'), randomBytes(9 * megabyte))
    await writeFile(join(tree, 'main.js'), 'console.log(1)\n')
    const digest = await append(
      {
        base: `${name}/test/base-${compression}:1`,
        target: `${name}/test/app-${compression}:1`,
        entries: entriesOfFolder(tree, { prefix: 'app' }),
        command: ['node', 'main.js'],
        labels: { 'opads.io/commit': 'abc' },
        file: join(top, `layer-${compression}`),
        compression,
      },
      direct,
    )
    const copy = join(top, `app-${compression}-dir`)
    await skopeo('copy', '--preserve-digests', `docker://${name}/test/app-${compression}:1`, `dir:${copy}`)
    const manifest = JSON.parse(await readFile(join(copy, 'manifest.json'), 'utf8')) as ImageManifest
    assert.equal((await direct.getManifest(`test/app-${compression}`, '1'))?.digest, digest)
    const list = await exec(['tar', '--list', '-f', join(copy, manifest.layers.at(-1)!.digest.slice(7))])
    assert.deepEqual(list.stdout.trim().split('\n'), ['app/lib/', 'app/lib/data', 'app/main.js'])
  })
test('a layer is appended to the image for this platform of an index, also where the registry mounts nothing', async () => {
  const base = await image('base-index', [megabyte])
  await pushed(base, direct, 'test/base-index')
  const one = (await direct.getManifest('test/base-index', '1'))!
  const entry = { mediaType: one.mediaType, digest: one.digest, size: one.text.length }
  const mediaType = 'application/vnd.oci.image.index.v1+json'
  const manifests = [
    { ...entry, digest: `sha256:${'0'.repeat(64)}`, platform: { os: 'windows', architecture: 'amd64' } },
    { ...entry, platform: { os: 'linux', architecture: 'amd64' } },
  ]
  const other = JSON.stringify({ schemaVersion: 2, mediaType, manifests: manifests.slice(1) })
  await direct.putManifest('test/base-index', 'all', { mediaType, text: other })
  // The registry refuses an index with missing manifests, but a base in another registry may be one.
  const mountless: Registry = {
    ...direct,
    mountBlob: async () => false,
    getManifest: async (repository, reference) =>
      reference === 'all'
        ? { digest: one.digest, mediaType, text: JSON.stringify({ schemaVersion: 2, mediaType, manifests }) }
        : direct.getManifest(repository, reference),
  }
  for (const [target, registry] of [
    ['test/app-index', direct],
    ['test/app-copied', mountless],
  ] as const) {
    const digest = await append(
      {
        base: `${name}/test/base-index:all`,
        target: `${name}/${target}:1`,
        entries: [],
        labels: {},
        file: join(top, 'layer-index'),
      },
      registry,
    )
    const copy = join(top, target.replace('/', '-'))
    await skopeo('copy', '--preserve-digests', `docker://${name}/${target}:1`, `dir:${copy}`)
    const { layers } = JSON.parse(await readFile(join(copy, 'manifest.json'), 'utf8')) as ImageManifest
    const known = (JSON.parse(one.text) as ImageManifest).layers[0]!.digest
    assert.deepEqual([layers.length, layers[0]!.digest], [2, known])
    assert.equal((await direct.getManifest(target, '1'))?.digest, digest)
  }
})
test('a base with orders to containerd is refused, on append and on copy', async () => {
  const text = JSON.stringify({
    config: { Labels: { 'containerd.io/restart.loguri': 'binary:///bin/sh' } },
    rootfs: { type: 'layers', diff_ids: [] },
  })
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`
  await (await direct.beginBlob('test/evil'))(digest, text)
  const mediaType = 'application/vnd.oci.image.manifest.v1+json'
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: text.length }
  await direct.putManifest('test/evil', '1', {
    mediaType,
    text: JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [] }),
  })
  const refused = { code: 'image.label-refused' }
  const target = `${name}/test/never:1`
  const appending = {
    base: `${name}/test/evil:1`,
    target,
    entries: [],
    labels: {},
    file: join(top, 'evil-layer'),
  }
  await assert.rejects(append(appending, direct), refused)
  await assert.rejects(
    copyImage(registrySource(direct, 'test/evil'), '1', registryTarget(direct, 'test/never'), '1'),
    refused,
  )
  assert.equal(await direct.getManifest('test/never', '1'), undefined)
})
test('a wrong password and a registry that is not there have codes of their own', async () => {
  const stranger = openRegistry({ ...server.access, password: new Secret('wrong') })
  await assert.rejects(stranger.getManifest('test/first', '1'), { code: 'registry.failed' })
  stranger.close()
  const nobody = openRegistry({ name: 'localhost:1', ca })
  await assert.rejects(nobody.getManifest('test/first', '1'), { code: 'registry.unreachable' })
  nobody.close()
})
