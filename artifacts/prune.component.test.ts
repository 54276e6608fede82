/** Pruning of a small cache, with the real du, find and flock. */
// Shares nothing: a cache in a temporary folder.
import assert from 'node:assert/strict'
import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { apt } from '@opads/world/apt'
import { exec } from '@opads/world/exec'
import { holdLock } from '@opads/world/lock'
import { pathsBelow } from '@opads/world/walk'
import { cacheIn } from './cache.ts'
import { getArtifacts } from './get.ts'
import { trimGoCaches } from './go-cache.ts'
import { prune } from './prune.ts'
import { recipes } from './recipes.ts'
import { keep, listManifests, markUsed, usedAt } from './store.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-prune-'))
after(() => rm(top, { recursive: true }))
const cache = cacheIn(top, join(import.meta.dirname, 'modules'), async () => 'k')
const go = join(top, 'go')
const mib = 2 ** 20

async function fill(path: string, size: number, usedAt = 1): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, Buffer.alloc(size, 1))
  await utimes(path, usedAt, usedAt)
}
async function artifact(name: string, key: string): Promise<void> {
  await fill(join(top, 'built', 'x'), 1)
  await mkdir(cache.root, { recursive: true })
  await keep(cache.root, join(top, 'built'), { name, version: '1', key, seconds: 1 }, ['x'])
}

test('what no recipe asks for and nobody used lately goes, the rest stays; a dry run only says so', async () => {
  const wanted = recipes[0]!
  await artifact(wanted.name, await cache.key(wanted))
  await artifact(wanted.name, 'old-key')
  await artifact('gone', 'k')
  const long = new Date(1_000_000)
  await artifact('of-another-checkout', 'k')
  for (const one of await listManifests(cache.root))
    if (one.name !== 'of-another-checkout') await markUsed(cache.root, one, long)
  await mkdir(join(top, 'building', 'killed-1'), { recursive: true })
  const run = (isDryRun: boolean) =>
    prune(recipes, cache, { exec, holdLock, note: () => assert.fail(), isDryRun, since: 2_000_000 })
  const planned = await run(true)
  assert.deepEqual(planned.artifacts.map((one) => `${one.name} ${one.key}`).sort(), [
    `${wanted.name} old-key`,
    'gone k',
  ])
  assert.deepEqual(
    planned.kept.map((one) => one.name),
    ['of-another-checkout'],
  )
  assert.deepEqual(planned.drafts, ['killed-1'])
  assert.deepEqual(await run(false), planned)
  assert.deepEqual(await run(false), { ...planned, artifacts: [], drafts: [] })
  assert.ok(await cache.found(wanted))
})

test('who gets an artifact marks it as used, also when it was there', async () => {
  const wanted = recipes[0]!
  await artifact(wanted.name, await cache.key(wanted))
  const none = () => assert.fail('nothing is built')
  // biome-ignore format: one row
  await getArtifacts([wanted], {
    cache, exec: none, apt: apt(none), holdLock: none, compiler: { key: none, use: none }, modules: '', now: () => 3_000_000, report: none, free: none, machine: 'm', keepsCaches: true,
  })
  assert.equal(await usedAt(cache.root, (await cache.found(wanted))!), 3_000_000)
})

test('Go caches: read-only module folders go whole, then the oldest, the toolchain last', async () => {
  await fill(join(go, 'mod/golang.org/toolchain@v1/bin/go'), mib)
  await fill(join(go, 'mod/example.org/a@v1/deep/a.go'), mib)
  await chmod(join(go, 'mod/example.org/a@v1/deep'), 0o500)
  await fill(join(go, 'mod/cache/download/example.org/a/@v/v1.zip'), mib, 10)
  await fill(join(go, 'build/00/old-d'), mib, 20)
  await fill(join(go, 'build/00/new-d'), mib, 30)
  const files = async () => (await pathsBelow(go)).filter((path) => /\.go$|go$|zip$|-d$/.test(path)).sort()
  const all = await files()
  assert.equal(all.length, 5)

  await trimGoCaches(top, 3.5 * mib, exec, true)
  assert.deepEqual(await files(), all)

  const { before, after: left } = await trimGoCaches(top, 3.5 * mib, exec)
  assert.ok(before > 5 * mib && left <= 3.5 * mib, `${before} then ${left}`)
  assert.deepEqual(await files(), ['build/00/new-d', 'build/00/old-d', 'mod/golang.org/toolchain@v1/bin/go'])
  await trimGoCaches(top, 1.5 * mib, exec)
  assert.deepEqual(await files(), ['mod/golang.org/toolchain@v1/bin/go'])
})
