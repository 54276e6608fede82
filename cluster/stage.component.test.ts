/** What is sent to hosts, unpacked by the real tar under a strict umask on both sides, into a folder instead of a host's root. */
// Shares nothing: a temporary folder.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import type { Artifact } from '@opads/artifacts/contract'
import type { Image } from '@opads/images/contract'
import { exec } from '@opads/world/exec'
import { defaultCluster } from './cluster-file.ts'
import { layoutOf } from './layout.ts'
import { oneHost } from './one-host.ts'
import { stage } from './stage.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-stage-'))
after(() => rm(top, { recursive: true }))
const send = join(import.meta.dirname, '../playbooks/action_plugins/send.py')
const layout = layoutOf(defaultCluster('dev'), oneHost('dev'))

/** Every program is a file that contains its own name, mode 0600 as under a strict umask; images share one blob. */
const tools = {
  getArtifacts: async (names: readonly string[]) =>
    Promise.all(
      names.map(async (name): Promise<Artifact> => {
        const path = join(top, `${name}.program`)
        await writeFile(path, name, { mode: 0o600 })
        const program = name.startsWith('kubernetes') ? 'kubernetes' : name
        return {
          name,
          version: '1',
          key: name,
          files: { [program]: path },
          digests: { [program]: `of ${name}` },
        }
      }),
    ),
  getImages: async (names: readonly string[]) =>
    Promise.all(
      names.map(async (name): Promise<Image> => {
        const place = join(top, 'images', name)
        await mkdir(join(place, 'blobs/sha256'), { recursive: true })
        await writeFile(join(place, 'index.json'), JSON.stringify({ manifests: [{ digest: name }] }))
        for (const blob of ['shared', name]) await writeFile(join(place, 'blobs/sha256', blob), blob)
        return { name, version: '1', digest: `sha256:${name}`, layout: place }
      }),
    ),
}
const folder = join(top, 'stage')
const staged = await stage(folder, layout, tools)
const tarOf = async (what: string, file: string) => {
  const words = ['/usr/bin/python3', '-B', send, folder, what]
  await exec(['sh', '-c', 'umask 077; file=$1; shift; "$@" >"$file"', 'sh', join(top, file), ...words])
  return join(top, file)
}
const modeOf = async (path: string) => ((await stat(path)).mode & 0o7777).toString(8)

test('folders of a host keep their modes, new ones can be entered, and programs can be run', async () => {
  const root = join(top, 'root')
  await mkdir(join(root, 'usr/local'), { recursive: true })
  for (const [path, mode] of [['usr', 0o755], ['usr/local', 0o2775]] as const) await chmod(join(root, path), mode) // biome-ignore format: a table
  const tar = await tarOf('programs', 'programs.tar')
  const [, unpack] = /^UNPACK = "(.*)"$/m.exec(await readFile(send, 'utf8'))!
  assert.match(unpack!, /--directory \/ /)
  const command = unpack!.replace('--directory / ', '--directory "$1" ')
  await exec(['sh', '-c', `umask 077; ${command} <"$2"`, 'sh', root, tar])
  const modes = [
    ['usr', '755'],
    ['usr/local', '2775'],
    ['usr/local/bin', '755'],
    ['usr/local/bin/runc', '755'],
    ['opt', '755'],
    ['opt/cni/bin', '755'],
    ['opt/cni/bin/cni-plugins', '755'],
  ] as const
  for (const [path, mode] of modes) assert.equal(await modeOf(join(root, path)), mode, path)
  assert.equal(await readFile(join(root, 'usr/local/bin/runc'), 'utf8'), 'runc')
  assert.equal(await readlink(join(root, 'usr/local/bin/kubelet')), 'kubernetes')
})
test('a program of other bytes or another mode and a link that leads elsewhere are sent, and nothing else', async () => {
  const at = (name: string) => join(top, 'there', name)
  await mkdir(at(''))
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  const entries = [
    ...['whole', 'open', 'other', 'gone'].map((name) => ({
      path: at(name),
      source: name,
      sha256: sha256(name),
      mode: '0755',
    })),
    ...['link', 'astray', 'lost'].map((name) => ({ path: at(name), link: 'whole' })),
  ]
  for (const name of ['whole', 'open', 'other']) {
    await writeFile(at(name), name === 'other' ? 'bytes' : name)
    await chmod(at(name), name === 'open' ? 0o777 : 0o755)
  }
  await symlink('whole', at('link'))
  await symlink('other', at('astray'))
  const program = `
import json, subprocess, sys
sys.path.insert(0, sys.argv[1])
import send
entries = json.loads(sys.argv[2])
command, sums = send.question(entries)
said = subprocess.run(["sh", "-c", command], input=sums, capture_output=True, text=True).stdout
print(json.dumps([entry["path"] for entry in send.differing(entries, said)]))`
  const words = ['/usr/bin/python3', '-B', '-c', program, dirname(send), JSON.stringify(entries)]
  const { stdout } = await exec(words as never)
  assert.deepEqual(JSON.parse(stdout), ['open', 'other', 'gone', 'astray', 'lost'].map(at))
})
test('images of a namespace are one layout, in which a blob that they share is once', async () => {
  const tar = await tarOf('opads', 'opads.tar')
  const { stdout } = await exec(['tar', '--list', '--file', tar])
  const blobs = ['etcd', 'registry', 'shared'].map((name) => `blobs/sha256/${name}`)
  assert.deepEqual(stdout.trim().split('\n'), ['oci-layout', 'index.json', ...blobs])
  const { stdout: index } = await exec(['tar', '--extract', '--to-stdout', '--file', tar, 'index.json'])
  assert.deepEqual(JSON.parse(index), {
    schemaVersion: 2,
    manifests: [{ digest: 'etcd' }, { digest: 'registry' }],
  })
})
test('nothing is copied into the stage, and another program is another key', async () => {
  const { stdout } = await exec(['du', '--bytes', '--summarize', folder])
  assert.ok(Number(stdout.split('\t')[0]) < 20_000)
  assert.equal((await stage(folder, layout, tools)).key, staged.key)
  const getArtifacts = async (names: readonly string[]) =>
    (await tools.getArtifacts(names)).map((one) => ({
      ...one,
      digests: { [Object.keys(one.files)[0]!]: 'other' },
    }))
  assert.notEqual((await stage(folder, layout, { ...tools, getArtifacts })).key, staged.key)
})
