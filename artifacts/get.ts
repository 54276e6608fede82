/** Returns artifacts from the cache; builds the missing ones one after the other, under the cache's lock. */
import type { Apt } from '@opads/world/apt'
import type { Compiler } from '@opads/world/compiler'
import type { Exec } from '@opads/world/exec'
import type { HoldLock } from '@opads/world/lock'
import { build } from './build.ts'
import { type Cache, underLock } from './cache.ts'
import type { Artifact, News } from './contract.ts'
import { expected, readDurations, recordDuration } from './durations.ts'
import { goProgram } from './go.ts'
import { keptBytes, trimGoCaches } from './go-cache.ts'
import { inWords, titleOf, withShareOfAll } from './progress.ts'
import type { Recipe } from './recipe.ts'
import { betweenBuildsBytes, checkRoom, type Free } from './room.ts'
import { artifactOf, markUsed } from './store.ts'

type GetTools = {
  readonly exec: Exec
  readonly apt: Apt
  readonly holdLock: HoldLock
  readonly cache: Cache
  readonly compiler: Compiler
  readonly modules: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly report: (news: News) => void
  readonly free: () => Promise<Free>
  readonly machine: string
  /** True where more builds follow, which use Go's caches. */
  readonly keepsCaches: boolean
}

/** Artifacts in the order of `recipes`. @throws Problem `artifact.*` */
export async function getArtifacts(
  recipes: readonly Recipe[],
  tools: GetTools,
): Promise<readonly Artifact[]> {
  const { cache, holdLock, report } = tools
  if ((await missingOf(recipes, cache)).length > 0)
    await underLock(cache, { holdLock, note: (note) => report({ note }) }, () => buildMissing(recipes, tools))
  const manifests = await Promise.all(recipes.map((recipe) => cache.found(recipe)))
  const at = new Date(tools.now())
  await Promise.all(manifests.map((manifest) => markUsed(cache.root, manifest!, at)))
  return manifests.map((manifest) => artifactOf(cache.root, manifest!))
}

/** Called under the lock. Looks again what is missing: another process may have built it meanwhile. */
async function buildMissing(recipes: readonly Recipe[], tools: GetTools): Promise<void> {
  const { cache, exec, modules, now, report, machine } = tools
  const note = (words: string) => report({ note: words })
  const missing = await missingOf(recipes, cache)
  if (missing.length === 0) return
  checkRoom(missing, await tools.free())
  const go = await goProgram({ exec, apt: tools.apt, cache: cache.folder, note })
  const recorded = await readDurations(cache.folder, machine)
  const secondsOf = (recipe: Recipe, packages?: number) =>
    expected(recorded[recipe.name], recipe.estimateSeconds, packages)
  const all = new Map(missing.map((recipe) => [recipe.name, secondsOf(recipe)]))
  const built = new Set<string>()
  const reportBuild = (news: News) => report(withShareOfAll(news, all, built))
  for (const recipe of missing) {
    await trimGoCaches(cache.folder, betweenBuildsBytes, exec)
    const expectedSeconds = (packages?: number) => secondsOf(recipe, packages)
    const options = { exec, go, cache: cache.folder, modules, now, report: reportBuild, expectedSeconds }
    const { manifest, packages } = recipe.needsC
      ? await tools.compiler.use(async ({ programs }) =>
          build(recipe, await cache.key(recipe), { ...options, compiler: programs }),
        )
      : await build(recipe, await cache.key(recipe), options)
    const seconds = Math.round(manifest.seconds)
    await recordDuration(cache.folder, machine, recipe.name, { seconds, packages })
    built.add(recipe.name)
    const made = titleOf(recipe)
    reportBuild({ artifact: recipe.name, note: `${made} is built, ${inWords(seconds)}`, share: 1, made })
  }
  if (!tools.keepsCaches) await trimGoCaches(cache.folder, keptBytes, exec)
}

async function missingOf(recipes: readonly Recipe[], cache: Cache): Promise<readonly Recipe[]> {
  const found = await Promise.all(recipes.map((recipe) => cache.found(recipe)))
  return recipes.filter((_, index) => found[index] === undefined)
}
