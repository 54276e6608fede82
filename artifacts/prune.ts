/**
 * Drops artifacts that no recipe of this checkout asks for and nobody used lately, and what killed builds left, and cuts Go's caches
 * back. Under the lock: never beside a build.
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
export type Pruned = {
  readonly artifacts: readonly Found[]
  /** What stays although no recipe of this checkout asks for it: another one may. */
  readonly kept: readonly Found[]
  /** Names of folders of killed builds. */
  readonly drafts: readonly string[]
  /** Bytes on disk. */
  readonly goCaches: { readonly before: number; readonly after: number }
}

export type PruneTools = {
  readonly exec: Exec
  readonly holdLock: HoldLock
  readonly note: (note: string) => void
  readonly isDryRun: boolean
  /** Milliseconds since the epoch: what was used since then stays. */
  readonly since: number
}

/** @param isDryRun answers the same and removes nothing */
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
