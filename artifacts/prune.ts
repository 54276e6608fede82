/**
 * Deletes artifacts that no recipe of this checkout needs and nobody used lately, deletes what killed builds left, and trims Go's caches.
 * Holds the cache's lock, so it never runs beside a build.
 */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Exec } from '@opads/world/exec'
import type { HoldLock } from '@opads/world/lock'
import { type Cache, underLock } from './cache.ts'
import { keptBytes, trimGoCaches } from './go-cache.ts'
import type { Recipe } from './recipe.ts'
import { listManifests, type Manifest, usedAt } from './store.ts'

/** `usedAt`: milliseconds since the epoch. */
type Found = Pick<Manifest, 'name' | 'version' | 'key'> & { readonly usedAt: number }
type Pruned = {
  readonly artifacts: readonly Found[]
  /** Artifacts that no recipe of this checkout needs, kept because they were used lately: another checkout may need them. */
  readonly kept: readonly Found[]
  /** Names of folders that killed builds left. */
  readonly drafts: readonly string[]
  /** Bytes on disk. */
  readonly goCaches: { readonly before: number; readonly after: number }
}

type PruneTools = {
  readonly exec: Exec
  readonly holdLock: HoldLock
  readonly note: (note: string) => void
  readonly isDryRun: boolean
  /** Milliseconds since the epoch: artifacts used since then are kept. */
  readonly since: number
}

/** With `isDryRun` it deletes nothing and returns the same. */
export async function prune(recipes: readonly Recipe[], cache: Cache, tools: PruneTools): Promise<Pruned> {
  const { exec, isDryRun, since } = tools
  return underLock(cache, tools, async () => {
    const keys = await Promise.all(recipes.map((recipe) => cache.key(recipe)))
    const wanted = new Set(recipes.map((recipe, index) => `${recipe.name}/${keys[index]}`))
    const others = (await listManifests(cache.root)).filter(({ name, key }) => !wanted.has(`${name}/${key}`))
    const found = await Promise.all(
      others.map(async (one) => {
        const { name, version, key } = one
        return { name, version, key, usedAt: await usedAt(cache.root, one) }
      }),
    )
    const unwanted = found.filter((one) => one.usedAt < since)
    const drafts = await readdir(join(cache.folder, 'building')).catch(() => [])
    if (!isDryRun) {
      for (const { name, key } of unwanted) await rm(join(cache.root, name, key), { recursive: true })
      await rm(join(cache.folder, 'building'), { recursive: true, force: true })
    }
    return {
      artifacts: unwanted,
      kept: found.filter((one) => one.usedAt >= since),
      drafts,
      goCaches: await trimGoCaches(cache.folder, keptBytes, exec, isDryRun),
    }
  })
}
