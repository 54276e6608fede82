import assert from 'node:assert/strict'
import { link, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { digestOf } from '@opads/world/digests'
import { holdLock } from '@opads/world/lock'
import type { Entry } from './entry.ts'
import { entriesOfFolder } from './folder.ts'
import { storedLayer } from './layer-store.ts'
import { writeLayout } from './layout.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-layout-'))
after(() => rm(top, { recursive: true }))

let stores = 0
const layer = (entries: readonly Entry[]) =>
  storedLayer(
    { root: join(top, `store-${++stores}`), holdLock, digest: digestOf, note: () => {} },
    'test',
    async () => entries,
  )

async function tree(name: string, at: Date): Promise<string> {
  const folder = join(top, name)
  await mkdir(join(folder, 'usr/bin'), { recursive: true })
  await writeFile(join(folder, 'usr/bin/tool'), 'bytes', { mode: 0o4755 })
  const long = join(folder, 'long/'.repeat(40)) // neither fits the header of an archive
  await mkdir(long, { recursive: true })
  await writeFile(join(long, 'n'.repeat(180)), 'x')
  await symlink('tool', join(folder, 'usr/bin/alias'))
  await link(join(folder, 'usr/bin/tool'), join(folder, 'usr/bin/twin'))
  await utimes(join(folder, 'usr/bin/tool'), at, at)
  return folder
}

test('the same tree gives the same digest, whatever its folder and its times', async () => {
  const digests = []
  for (const [name, at] of [
    ['a', new Date(0)],
    ['b', new Date(1e12)],
  ] as const) {
    digests.push(
      await writeLayout(
        join(top, `${name}-oci`),
        'opads/x:1',
        [await layer(entriesOfFolder(await tree(name, at)))],
        { entrypoint: ['/usr/bin/tool'] },
      ),
    )
  }
  assert.equal(digests[0], digests[1])
  const index = JSON.parse(await readFile(join(top, 'a-oci/index.json'), 'utf8')) as {
    manifests: { digest: string }[]
  }
  assert.equal(index.manifests[0]?.digest, digests[0])
})
test('another byte gives another digest', async () => {
  const one = await writeLayout(
    join(top, 'c-oci'),
    'opads/x:1',
    [await layer([{ kind: 'symlink', path: 'a', target: 'b' }])],
    {},
  )
  const other = await writeLayout(
    join(top, 'd-oci'),
    'opads/x:1',
    [await layer([{ kind: 'symlink', path: 'a', target: 'c' }])],
    {},
  )
  assert.notEqual(one, other)
})
test('labels that containerd would obey are refused', async () => {
  const write = (labels: Readonly<Record<string, string>>) =>
    writeLayout(join(top, 'labels-oci'), 'opads/x:1', [], { labels })
  await write({ 'org.opencontainers.image.title': 'x' })
  await assert.rejects(write({ 'containerd.io/restart.loguri': 'binary:///bin/sh' }), {
    code: 'image.label-refused',
  })
})
test('a link to a folder outside is a link in the image, and nothing behind it is read', async () => {
  const folder = join(top, 'linked')
  await mkdir(folder)
  await symlink('/etc', join(folder, 'outside'))
  assert.deepEqual(entriesOfFolder(folder), [{ kind: 'symlink', path: 'outside', target: '/etc' }])
})
