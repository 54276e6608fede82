import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { UpWorld } from '../world.ts'
import { lowDisks } from './disks.ts'
import { type Answer, answerText, conclusion } from './examine.ts'
import { folderCheck } from './folder.ts'
import { placesOf } from './registries.ts'

const gib = 2 ** 30

test('the engine’s folder on a disk of its own is looked at, too', () => {
  const device = (folder: string) => (folder === '/engine' ? 2 : 1)
  const diskOf = (free: number) => (folder: string) => ({
    device: device(folder),
    freeBytes: (folder === '/engine' ? free : 50) * gib,
  })
  const folders = ['/var/lib/opads', '/engine', '/cache']
  assert.deepEqual(lowDisks(folders, diskOf(5)), [])
  assert.deepEqual(lowDisks(folders, diskOf(4.9)), ['/engine: 4.9 GiB free'])
})
test('the last sentence says whether anything was found', () => {
  assert.equal(conclusion(0, 12), '● Nothing found by 12 checks.')
  assert.equal(conclusion(2, 12), '▲ 2 of 12 checks found something; what to do stands below each.')
})
test('a machine without a cloud lacks the cloud, and not four files of it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'opads-doctor-'))
  const codeOf = async () => (await folderCheck.ask({ folder, words: { cloud: 'dev' } } as UpWorld))?.code
  try {
    assert.equal(await codeOf(), 'up.no-cloud')
    for (const name of ['ca.crt', 'hosts.json', 'kubeconfig']) await writeFile(join(folder, name), '')
    assert.equal(await codeOf(), 'doctor.files-missing')
    await writeFile(join(folder, 'images.json'), '')
    assert.equal(await codeOf(), undefined)
  } finally {
    await rm(folder, { recursive: true })
  }
})
test('a fault that several checks find is said once', () => {
  const none = { fault: 'There is no cloud "dev" on this machine', next: 'Bring it up' }
  const answers: readonly Answer[] = [
    { title: 'Memory' },
    { title: 'Folder', ...none },
    { title: 'Hosts', ...none },
    { title: 'Disk', fault: 'Little disk is left', next: 'Bring it up' },
  ]
  const text = answers.map((one, at) => answerText(one, answers.slice(0, at))).join('')
  assert.equal(
    text,
    `  ● Memory
  ▲ Folder: There is no cloud "dev" on this machine
      Bring it up
  ▲ Hosts: as "Folder"
  ▲ Disk: Little disk is left
      Bring it up
`,
  )
})
test('each archive that apt has is asked for one index, a mirror list too', () => {
  const line = (uri: string) => `'${uri}' name 0 \n`
  const uris = [
    'http://one.test/debian/dists/bookworm/InRelease',
    'http://one.test/debian/dists/bookworm-updates/InRelease',
    'http://two.test/debian-security/dists/bookworm-security/InRelease',
    'mirror+file:/etc/apt/mirrors/debian.list/dists/bookworm/InRelease',
  ]
  const more = 'http://one.test/debian/dists/bookworm/main/dep11/Components-all.yml.xz' // not every archive has it
  assert.deepEqual(placesOf([...uris, more].map(line).join('')), uris.slice(1))
  assert.deepEqual(placesOf(''), [])
})
