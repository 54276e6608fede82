/** A clone in a folder with an odd name, under umask 077, starts, reads its sources and makes the same bytes. */
import assert from 'node:assert/strict'
import { lstat, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { testCache } from '@opads/world/test-cache'
import { pathsBelow } from '@opads/world/walk'

const top = await mkdtemp(join(tmpdir(), 'opads-any-folder-'))
after(() => rm(top, { recursive: true }))
const source = join(import.meta.dirname, '..')
for (const name of ['odd', 'plain']) await testCache(join(top, name))

/**
 * The files of this checkout with its installed packages, as a clone after its first start has them. Commands run in clones alone: the
 * launcher may renew the packages of the checkout from which it starts.
 */
async function cloneIn(folder: string): Promise<string> {
  await mkdir(folder)
  const { stdout } = await exec(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: source,
  })
  const words = [
    '--null',
    '--files-from=-',
    '--ignore-failed-read',
    '--create',
    '--file',
    join(top, 'files.tar'),
  ]
  await exec(['tar', ...words], { cwd: source, input: stdout })
  await exec(['tar', '--extract', '--file', join(top, 'files.tar'), '--directory', folder])
  const packages = [join(source, 'node_modules'), join(folder, 'node_modules')] as const
  await exec(['cp', '--archive', '--link', ...packages]).catch(() => exec(['cp', '--archive', ...packages]))
  return folder
}

const plain = await cloneIn(join(top, 'clone'))

/** @param umask of the shell that starts the command */
async function started(home: string, umask: string, cache: string, ...words: string[]): Promise<string> {
  const shell = ['sh', '-c', 'umask "$1"; shift; exec "$@"', 'sh', umask] as const
  const env = { OPADS_CACHE: join(top, cache) }
  return (await exec([...shell, join(home, 'opads'), ...words], { env, cwd: '/' })).stdout
}

test('in a folder with a space, a quote, a percent sign and letters of others, under umask 077', {
  timeout: 300_000,
}, async () => {
  const odd = await cloneIn(join(top, "a b'ü%20"))
  assert.match(await started(odd, '077', 'odd', 'version'), /^opads \d/)
  const programs = await started(odd, '077', 'odd', 'artifacts', 'list', '--json')
  assert.equal(programs, await started(plain, '022', 'plain', 'artifacts', 'list', '--json'))
  const digests = []
  for (const [home, umask, cache] of [
    [odd, '077', 'odd'],
    [plain, '022', 'plain'],
  ] as const) {
    const text = await started(home, umask, cache, 'images', 'get', 'pause', '--json')
    digests.push((JSON.parse(text) as { digest: string }).digest)
  }
  assert.equal(digests[0], digests[1])
})
test('what it writes can be read by others as it can with umask 022', async () => {
  const modes = async (cache: string) => {
    const paths = await pathsBelow(join(top, cache))
    const kept = paths.filter((path) => /^images\/(pause|layers)/.test(path))
    const facts = await Promise.all(
      kept.map(async (path) => [path, (await lstat(join(top, cache, path))).mode]),
    )
    return Object.fromEntries(facts) as Record<string, number>
  }
  const odd = await modes('odd')
  assert.ok(Object.keys(odd).length > 5)
  assert.deepEqual(odd, await modes('plain'))
})
test('the launcher is found by a link to it', async () => {
  await symlink(join(plain, 'opads'), join(top, 'linked'))
  assert.match((await exec([join(top, 'linked'), 'version'], { cwd: '/' })).stdout, /^opads \d/)
})
