/** `opads artifacts`: list, get, verify, prune. Progress goes to standard error, results to standard output. */
import { mkdir, statfs } from 'node:fs/promises'
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { type Answer, handlersOf } from '@opads/command/handlers'
import { runAlone } from '@opads/command/run-room'
import { apt } from '@opads/world/apt'
import { compiler } from '@opads/world/compiler'
import { debian } from '@opads/world/debian'
import { readLock } from '@opads/world/debian-lock-file'
import { exec } from '@opads/world/exec'
import { holdLock } from '@opads/world/lock'
import { cacheIn } from './cache.ts'
import { compilerLockFile, compilerWords } from './contract.ts'
import { readDurations } from './durations.ts'
import { getArtifacts } from './get.ts'
import { goThere } from './go.ts'
import { inWords } from './progress.ts'
import { prune } from './prune.ts'
import { recipes } from './recipes.ts'
import { roomNeeded } from './room.ts'
import { showBuilds } from './show-builds.ts'
import { noun, verbs } from './verbs.ts'
import { verify } from './verify.ts'
import { wantedRecipes } from './wanted.ts'

const modules = join(import.meta.dirname, 'modules')
const folder = process.env.OPADS_CACHE ?? join(homedir(), '.cache/opads')
const compilerThat = (note?: (note: string) => void) =>
  compiler({
    debian: debian(exec, apt(exec, note), folder, note),
    holdLock,
    cache: folder,
    lock: () => readLock(join(import.meta.dirname, '..'), compilerLockFile),
    words: compilerWords,
    ...(note && { note }),
  })
const cache = cacheIn(folder, modules, compilerThat().key)
const say = (line: string) => process.stdout.write(`${line}\n`)
const answer = (json: unknown, lines: readonly string[]): Answer => ({
  json,
  text: lines.map((line) => `${line}\n`).join(''),
})
const gib = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`

const artifacts = handlersOf(verbs, {
  list: async () => {
    const recorded = await readDurations(cache.folder, hostname())
    const rows = await Promise.all(
      recipes.map(async (recipe) => {
        const manifest = await cache.found(recipe)
        const seconds = Math.round(
          recorded[recipe.name]?.seconds ?? manifest?.seconds ?? recipe.estimateSeconds,
        )
        return { name: recipe.name, version: recipe.version, isCached: manifest !== undefined, seconds }
      }),
    )
    return answer(
      rows,
      rows.map(
        ({ name, version, isCached, seconds }) =>
          `  ${isCached ? '●' : '○'} ${name.padEnd(20)}${version.padEnd(10)}${isCached ? 'in the cache' : `about ${inWords(seconds)} to build`}`,
      ),
    )
  },

  needs: async ({ names }) => {
    const wanted = wantedRecipes(names)
    const found = await Promise.all(wanted.map((recipe) => cache.found(recipe)))
    const missing = wanted.filter((_, index) => found[index] === undefined)
    const needs = {
      folder: cache.folder,
      ...roomNeeded(missing),
      missing: missing.map((recipe) => recipe.name),
    }
    return answer(needs, [
      missing.length === 0
        ? '● nothing is missing'
        : `○ ${needs.missing.join(', ')}   ${gib(needs.diskBytes)} of disk in ${needs.folder}, ${gib(needs.memoryBytes)} of memory`,
    ])
  },

  go: async () => {
    const program = await goThere(exec, cache.folder)
    const line = program === undefined ? '○ none yet: a build fetches that of Debian 13' : `● ${program}`
    return answer({ program: program ?? null }, [line])
  },

  get: async ({ names, json: isJson, keepCaches }) => {
    const wanted = wantedRecipes(names)
    const { report, end } = showBuilds(isJson, process.stderr, performance.now.bind(performance))
    const artifacts = await getArtifacts(wanted, {
      exec,
      apt: apt(exec, (note) => report({ note })),
      compiler: compilerThat((note) => report({ note })),
      holdLock,
      cache,
      modules,
      now: Date.now,
      report,
      free: freeRoom,
      machine: hostname(),
      keepsCaches: keepCaches,
    }).then(
      (found) => {
        end(true)
        return found
      },
      (failure: unknown) => {
        end(false)
        throw failure
      },
    )
    for (const artifact of artifacts)
      say(
        isJson
          ? JSON.stringify(artifact)
          : `● ${artifact.name} ${artifact.version}   ${Object.values(artifact.files).join(' ')}`,
      )
  },

  verify: async () => {
    const whole = await verify(cache)
    const lines = whole.map(
      ({ name, version, digests }) =>
        `● ${name} ${version}   ${Object.keys(digests).length} files as they were built`,
    )
    return answer(whole, lines.length === 0 ? ['● the cache holds no artifact'] : lines)
  },

  prune: async ({ dryRun: isDryRun, unusedFor }) => {
    const note = (words: string) => process.stderr.write(`  ${words}\n`)
    const now = Date.now()
    const days = (usedAt: number) => Math.floor((now - usedAt) / 86_400_000)
    const since = now - unusedFor * 86_400_000
    const pruned = await prune(recipes, cache, { exec, holdLock, note, isDryRun, since })
    const { artifacts, kept, drafts, goCaches } = pruned
    const removed = isDryRun ? 'would remove' : 'removed'
    return answer({ isDryRun, ...pruned }, [
      ...artifacts.map(
        ({ name, version, key, usedAt }) =>
          `● ${removed} ${name} ${version} (${key}): no recipe here asks for it, last used ${days(usedAt)} days ago`,
      ),
      ...kept.map(
        ({ name, version, key, usedAt }) =>
          `○ kept ${name} ${version} (${key}): no recipe here asks for it, but it was used ${days(usedAt)} days ago`,
      ),
      ...drafts.map((draft) => `● ${removed} building/${draft}: a killed build left it`),
      `● Go's caches: ${gib(goCaches.before)} ${isDryRun ? 'would be cut' : 'were cut'} to ${gib(goCaches.after)}`,
    ])
  },
})

async function freeRoom() {
  await mkdir(cache.folder, { recursive: true })
  const disk = await statfs(cache.folder)
  return { diskBytes: disk.bavail * disk.bsize, memoryBytes: process.availableMemory() }
}

/** By noun. */
export const handlers = { artifacts }

if (import.meta.main) await runAlone(noun, artifacts)
