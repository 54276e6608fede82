import assert from 'node:assert/strict'
import { chmod, chown, link, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { digestOf as digestOfFile } from '@opads/world/digests'
import { exec } from '@opads/world/exec'
import { digestOf, pathEntries } from './checkout.ts'
import { entriesOfFolder } from './folder.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-checkout-'))
after(() => rm(top, { recursive: true }))
const isRoot = process.getuid?.() === 0

async function file(path: string, mode: number): Promise<string> {
  const place = join(top, path)
  await mkdir(join(place, '..'), { recursive: true })
  await writeFile(place, 'x')
  await chmod(place, mode)
  if (isRoot) await chown(place, 1234, 1234) // else the owner is not root anyway
  return place
}

test('of a mode, what git keeps of it; whoever cloned, it is root’s', async () => {
  await file('modes/plain', 0o600)
  await file('modes/program', 0o711)
  await chmod(join(top, 'modes'), 0o700)
  const said = (await pathEntries(join(top, 'modes'), 'app')).map((entry) => {
    const {
      mode,
      owner = 0,
      group = 0,
    } = { mode: 0, ...entry } as { mode: number; owner?: number; group?: number }
    return [entry.path, mode.toString(8), owner, group]
  })
  assert.deepEqual(said, [
    ['app', '755', 0, 0],
    ['app/plain', '644', 0, 0],
    ['app/program', '755', 0, 0],
  ])
  const [one] = await pathEntries(join(top, 'modes/plain'), 'plain')
  assert.deepEqual(one, {
    kind: 'file',
    path: 'plain',
    mode: 0o644,
    source: join(top, 'modes/plain'),
    size: 1,
  })
})
test('what a link points to is not read', async () => {
  await symlink('/etc', join(top, 'to-etc'))
  assert.deepEqual(await pathEntries(join(top, 'to-etc'), 'app'), [
    { kind: 'symlink', path: 'app', target: '/etc' },
  ])
})
test('the digest follows bytes, modes and names', async () => {
  const place = await file('digest/a', 0o644)
  const digest = async () => digestOf(await pathEntries(join(top, 'digest'), 'app'), digestOfFile)
  const seen = [await digest()]
  await writeFile(place, 'y')
  seen.push(await digest())
  await chmod(place, 0o755)
  seen.push(await digest())
  await rename(place, join(top, 'digest/b'))
  seen.push(await digest())
  assert.equal(new Set(seen).size, 4)
  await chmod(join(top, 'digest/b'), 0o700)
  assert.equal(await digest(), seen[3])
  const large = (byte: string) => writeFile(join(top, 'digest/large'), byte.repeat(2 ** 20))
  await large('x')
  seen.push(await digest())
  await large('y')
  assert.ok(!seen.includes(await digest()))
})
test('a second name of a file is a hard link, what an overlay took out is taken out; what is no file is passed over', async (t) => {
  const place = await file('names/a', 0o644)
  await link(place, join(top, 'names/b'))
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(join(top, 'names/socket'), resolve))
  t.after(() => server.close())
  await exec(['mknod', join(top, 'names/c'), 'c', '0', '0']) // an overlay's whiteout
  const kinds = entriesOfFolder(join(top, 'names')).map(({ kind, path }) => `${kind} ${path}`)
  assert.deepEqual(kinds, ['file a', 'hardlink b', 'whiteout c'])
})
