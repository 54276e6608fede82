/** Verifies layers with GNU tar, skopeo and containerd: rights, links, odd names, attributes, large sizes. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import {
  link,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { onlyWithAll } from '@opads/tools/long-tests'
import { digestOf } from '@opads/world/digests'
import { exec } from '@opads/world/exec'
import { holdLock } from '@opads/world/lock'
import { waitFor } from '@opads/world/wait'
import { attributesOf } from './attributes.ts'
import { entriesOfFolder } from './folder.ts'
import { writeLayer } from './layer.ts'
import { storedLayer } from './layer-store.ts'
import { writeLayout } from './layout.ts'
import { getArtifact } from './test/artifact.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-layer-'))
const children: ChildProcess[] = []
after(async () => {
  for (const child of children) {
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGKILL')
    await ended
  }
  // containerd leaves its mounts behind when it is killed.
  const mounts = (await readFile('/proc/self/mounts', 'utf8'))
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
  for (const mount of mounts.filter((one) => one.startsWith(`${top}/`)).reverse())
    await exec(['umount', mount])
  await rm(top, { recursive: true })
})

const notUtf8 = Buffer.from([0x66, 0xff, 0xfe, 0x2e, 0x62]) // f, two odd bytes, .b
const odd = 'new\nline "quoted" \'twice\' \\ back é'
const long = `${'d'.repeat(200)}/${'e'.repeat(200)}/${'f'.repeat(255)}`

/** A tree with all difficult cases. */
async function hardTree(name: string): Promise<string> {
  const folder = join(top, name)
  const at = (path: string) => join(folder, path)
  await mkdir(at(`${'d'.repeat(200)}/${'e'.repeat(200)}`), { recursive: true })
  await mkdir(at('empty'), { mode: 0o700 })
  await writeFile(at(long), 'long')
  await writeFile(at(odd), 'odd')
  await writeFile(Buffer.concat([Buffer.from(`${folder}/`), notUtf8]), 'bytes')
  await writeFile(at('nothing'), '')
  await writeFile(at('setuid'), 'x')
  await writeFile(at('able'), 'x', { mode: 0o755 })
  await link(at('able'), at('able-twin'))
  await symlink(odd, at('to-odd'))
  await exec(['chown', '--no-dereference', '3000000:44', at('setuid')])
  await exec(['chmod', '6755', at('setuid')])
  await exec(['setcap', 'cap_net_raw+ep', at('able')])
  return folder
}
const hardLayer = async (folder: string) =>
  entriesOfFolder(folder, { attributes: await attributesOf(folder, exec) })

/** What each of the programs must find in the layer. */
async function checkTree(folder: string): Promise<void> {
  const at = (path: string) => join(folder, path)
  assert.equal(await readFile(at(long), 'utf8'), 'long')
  assert.equal(await readFile(at(odd), 'utf8'), 'odd')
  assert.equal(await readFile(Buffer.concat([Buffer.from(`${folder}/`), notUtf8]), 'utf8'), 'bytes')
  assert.equal(await readlink(at('to-odd')), odd)
  assert.equal((await lstat(at('nothing'))).size, 0)
  assert.equal((await lstat(at('empty'))).mode & 0o7777, 0o700)
  const setuid = await lstat(at('setuid'))
  assert.deepEqual([setuid.mode & 0o7777, setuid.uid, setuid.gid], [0o6755, 3000000, 44])
  assert.equal(setuid.mtime.toISOString(), '2026-01-01T00:00:00.000Z')
  assert.equal((await lstat(at('able'))).ino, (await lstat(at('able-twin'))).ino)
  assert.match((await exec(['getcap', at('able')])).stdout, /cap_net_raw=ep/)
  assert.equal((await readdir(folder)).length, 9)
}

for (const compression of ['gzip', 'zstd'] as const)
  test(`GNU tar unpacks what was there: ${compression}`, async () => {
    const file = join(top, `hard.${compression}`)
    const entries = await hardLayer(await hardTree(`hard-${compression}`))
    const layer = await writeLayer(entries, file, compression)
    const plain = join(top, `${compression}.tar`)
    const { stdout } = await exec([compression, '--decompress', '--stdout', file], { encoding: 'latin1' })
    await writeFile(plain, stdout, 'latin1')
    assert.equal(`sha256:${(await exec(['sha256sum', plain])).stdout.slice(0, 64)}`, layer.diffId)
    const out = join(top, `out-${compression}`)
    await mkdir(out)
    const words = [
      '--same-owner',
      '--preserve-permissions',
      '--xattrs',
      '--xattrs-include=security.capability',
    ]
    await exec(['tar', '--extract', ...words, '--file', plain, '--directory', out])
    await checkTree(out)
  })
test('the same tree in another folder gives the same bytes, with either compression', async () => {
  const trees = [
    await hardLayer(await hardTree('same-1')),
    await hardLayer(await hardTree('same-2')),
  ] as const
  for (const compression of ['gzip', 'zstd'] as const) {
    const one = await writeLayer(trees[0], join(top, 'same'), compression)
    assert.deepEqual(await writeLayer(trees[1], join(top, 'same'), compression), one)
  }
})
const great = { timeout: 600_000, skip: onlyWithAll('reads and packs 10 GiB') }
test('files of 2 GiB and of more than 8 GiB keep their size', great, async () => {
  const sizes = [2 * 2 ** 30, 8 * 2 ** 30 + 5]
  const folder = join(top, 'great')
  await mkdir(folder)
  for (const size of sizes) {
    const file = await open(join(folder, String(size)), 'w')
    await file.truncate(size)
    await file.close()
  }
  const layer = await writeLayer(entriesOfFolder(folder), join(top, 'great.zst'))
  assert.ok(layer.size < 20 * 2 ** 20)
  const { stdout } = await exec(['tar', '--zstd', '--list', '--verbose', '--file', join(top, 'great.zst')])
  const listed = stdout.trim().split('\n').map((line) => line.split(/\s+/)) // biome-ignore format: one line
  assert.deepEqual(
    listed.map((words) => [Number(words[2]), words.at(-1)]).sort(),
    sizes.map((size) => [size, String(size)]).sort(),
  )
})
test('containerd unpacks the image as the tree was', { timeout: 120_000 }, async () => {
  const entries = await hardLayer(await hardTree('contained'))
  const layer = await storedLayer(
    { root: join(top, 'store'), holdLock, digest: digestOf, note: () => {} },
    'contained',
    async () => entries,
  )
  const layout = join(top, 'contained-oci')
  const reference = 'registry.opads.internal:10500/test/hard:1'
  await writeLayout(layout, reference, [layer], { command: ['/able'] })
  await exec(['tar', '--create', '--file', join(top, 'contained.tar'), '--directory', layout, '.'])
  const { files } = await getArtifact('containerd')
  const socket = join(top, 'containerd.sock')
  const config = `version = 3\nroot = "${top}/root"\nstate = "${top}/state"\ndisabled_plugins = ["io.containerd.cri.v1.images", "io.containerd.cri.v1.runtime", "io.containerd.grpc.v1.cri", "io.containerd.internal.v1.restart"]\n[grpc]\n  address = "${socket}"\n[ttrpc]\n  address = "${socket}.ttrpc"\n`
  await writeFile(join(top, 'containerd.toml'), config)
  // The kernel kills it when this process ends.
  const program = ['--pdeathsig', 'KILL', files.containerd!, '--config', join(top, 'containerd.toml')]
  children.push(spawn('setpriv', program, { stdio: 'ignore' }))
  const ctr = (...words: string[]) => exec([files.ctr!, '--address', socket, ...words])
  await waitFor('containerd to answer', async () => (await ctr('version')).code === 0)
  await ctr('images', 'import', '--local', '--snapshotter', 'overlayfs', join(top, 'contained.tar'))
  assert.match((await ctr('images', 'list', '--quiet')).stdout, /test\/hard:1/)
  const mounted = join(top, 'mounted')
  await mkdir(mounted)
  await ctr('images', 'mount', '--snapshotter', 'overlayfs', reference, mounted)
  try {
    await checkTree(mounted)
  } finally {
    await exec(['umount', mounted])
  }
})
