import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { flushTree } from './durable.ts'
import { entriesBelow, pathsBelow } from './walk.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-walk-'))
after(() => rm(top, { recursive: true }))
const folder = join(top, 'in')
await mkdir(join(folder, 'a/b'), { recursive: true })
await mkdir(join(top, 'out'))
await writeFile(join(top, 'out/secret'), '')
await writeFile(join(folder, 'a/b/file'), '')
await symlink('../../out', join(folder, 'a/out'))
await symlink('.', join(folder, 'a/round'))
await symlink('/proc/self/fd', join(folder, 'a/fd')) // as in /dev: its entries vanish before they can be read
await symlink('nowhere', join(folder, 'dangling'))

test('what is below a folder is listed, and no link is followed', async () => {
  assert.deepEqual([...(await pathsBelow(folder))].sort(), [
    'a',
    'a/b',
    'a/b/file',
    'a/fd',
    'a/out',
    'a/round',
    'dangling',
  ])
  const links = (await entriesBelow(folder)).filter((one) => one.isSymbolicLink())
  assert.equal(links.length, 4)
})

test('a tree with links out of it is flushed', () => flushTree(folder))
