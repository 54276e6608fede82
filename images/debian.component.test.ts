/**
 * Makes every Debian layer of all definitions a second time, from the lock file, in an empty store, under another host name, umask, time
 * zone and language: the same bytes as those of the layers in use, which are made first where one is missing. Both processes share the
 * packages of the cache. As root; two CPU minutes.
 */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parseLock, setOf } from '@opads/kernel/debian-lock'
import { onlyWhenChanged } from '@opads/tools/long-tests'
import { apt } from '@opads/world/apt'
import { debian } from '@opads/world/debian'
import { readLock } from '@opads/world/debian-lock-file'
import { digestOf } from '@opads/world/digests'
import { exec } from '@opads/world/exec'
import { holdLock } from '@opads/world/lock'
import { debianLayer } from './debian.ts'
import type { DebianLayer } from './definition.ts'
import { definitions } from './definitions.ts'
import { imageLockFile, lockFiles } from './lock-files.ts'

const home = join(import.meta.dirname, '..')
const cache = process.env.OPADS_CACHE ?? join(homedir(), '.cache/opads')
const all = definitions.flatMap(({ layers }) =>
  layers.filter((layer): layer is DebianLayer => 'debian' in layer),
)
const layers = [...new Map(all.map((layer) => [JSON.stringify(layer), layer])).values()]

if (process.env.OPADS_LAYERS_INTO !== undefined) await makeAll(process.env.OPADS_LAYERS_INTO)
else {
  test('each file holds the sets of today’s definitions', async () => {
    for (const { file, suite, sets } of lockFiles) {
      const lock = await readLock(home, file)
      assert.equal(lock.suite, suite)
      for (const words of sets) assert.ok(setOf(lock, words).packages.length > 0, words.join(' '))
      assert.equal(lock.sets.length, sets.length, `${file} has a set that nothing names`)
    }
    assert.throws(() => parseLock('', 'empty'), /Line 1 of empty/)
  })

  const long = { timeout: 30 * 60_000, skip: onlyWhenChanged('images') }
  test('made twice, the bytes are the same', long, async () => {
    const other = await mkdtemp(join(tmpdir(), 'opads-twice-'))
    after(() => rm(other, { recursive: true, force: true }))
    const make = async (root: string, before: string) => {
      const script = `${before} exec "$0" "$1"`
      const argv = ['unshare', '--uts', 'sh', '-euc', script, process.execPath, import.meta.filename] as const
      const env = { OPADS_LAYERS_INTO: root, NODE_TEST_CONTEXT: undefined }
      return JSON.parse((await exec(argv, { env })).stdout) as Readonly<Record<string, string>>
    }
    const inUse = await make(join(cache, 'images'), 'umask 022;')
    assert.ok(Object.keys(inUse).length >= 10)
    const strange = 'hostname other.example; umask 077; export TZ=Asia/Shanghai LANG=C LC_ALL=C;'
    assert.deepEqual(await make(other, strange), inUse)
  })
}

/** A program that prints the digest of each layer. */
async function makeAll(root: string): Promise<void> {
  const note = () => {}
  const tools = {
    root,
    exec,
    holdLock,
    digest: digestOf,
    note,
    debian: debian(exec, apt(exec), cache),
    debianLock: () => readLock(home, imageLockFile),
  }
  const digests: Record<string, string> = {}
  for (const layer of layers) digests[layer.debian.join(' ')] = (await debianLayer(layer, tools)).digest
  process.stdout.write(JSON.stringify(digests))
}
