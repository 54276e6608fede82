/** Images from two checkouts with different umasks, folders, caches and compilers have the same digests. As root. */
import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, readdir, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { testCache } from '@opads/world/test-cache'
import { getArtifact } from './test/artifact.ts'

const checkout = join(import.meta.dirname, '..')
const images = ['pause', 'base-static', 'local-volumes', 'gateway'] as const

const top = await mkdtemp(join(tmpdir(), 'opads-umask-'))
after(() => rm(top, { recursive: true, force: true }))

/** Clones this checkout, with uncommitted changes; npm packages are those of this checkout. */
async function clone(home: string, umask: number): Promise<void> {
  await exec(['git', 'clone', '--quiet', '--no-hardlinks', checkout, home], { umask })
  const changed = await exec(['git', 'ls-files', '--modified', '--others', '--exclude-standard'], { cwd: checkout }) // biome-ignore format: one line
  for (const path of changed.stdout.split('\n').filter(Boolean))
    await exec(['cp', '--parents', path, home], { cwd: checkout, codes: 'any', umask }) // a deleted file is not an error
  await mkdir(join(home, 'node_modules'))
  for (const name of await readdir(join(checkout, 'node_modules')))
    if (name === '@opads')
      await cp(join(checkout, 'node_modules', name), join(home, 'node_modules', name), {
        recursive: true,
        verbatimSymlinks: true,
      })
    else await symlink(join(checkout, 'node_modules', name), join(home, 'node_modules', name))
}

async function digests(folder: string, umask: number): Promise<readonly string[]> {
  const [home, cache] = [join(folder, 'opads'), join(folder, 'cache')]
  await clone(home, umask)
  assert.equal((await stat(join(home, 'images/sources/static.conf'))).mode & 0o777, 0o666 & ~umask)
  await testCache(cache, ['debian', 'artifacts']) // layers and images are made again, and the compiler is unpacked
  const main = join(home, 'images/main.ts')
  const { stdout } = await exec([process.execPath, main, 'get', '--json', ...images], {
    umask,
    env: { OPADS_CACHE: cache },
  })
  return stdout.trim().split('\n').map((line) => {
    const { name, digest } = JSON.parse(line) as { name: string; digest: string }
    return `${name} ${digest}`
  }) // biome-ignore format: one value
}

test('neither umask nor folder nor cache is in an image', { timeout: 20 * 60_000 }, async () => {
  await getArtifact('local-volumes')
  const [plain, strict] = [join(top, 'plain'), join(top, 'strict, with a space')]
  for (const folder of [plain, strict]) await mkdir(folder)
  const made = [digests(plain, 0o022), digests(strict, 0o077)] as const
  await Promise.allSettled(made) // none is left running at the end
  const [one, two] = await Promise.all(made)
  assert.equal(one.length, images.length)
  assert.deepEqual(two, one)
})
