/** `opads artifacts`: list, get, verify, prune. Builds run under a lock that ends with the process that holds it. */
import { readdir, readFile, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import { exec } from '@opads/world/exec'
import { build } from './build.ts'
import { keyOf } from './key.ts'
import type { Recipe } from './recipe.ts'
import { recipeNamed, recipes } from './recipes.ts'
import { artifactOf, damagedFiles, listManifests, readManifest } from './store.ts'

const page = `Use: opads artifacts list | get NAME… | verify | prune    [--json]
  list      recipes, and which of them are in the cache
  get       build what is missing; two at once wait for each other
  verify    compare every file in the cache with its digest
  prune     drop Go's caches and artifacts that no recipe asks for
`
const cache = process.env.OPADS_CACHE ?? join(homedir(), '.cache/opads')
const root = join(cache, 'artifacts')
const modules = new URL('./modules', import.meta.url).pathname
const say = (line: string) => process.stdout.write(`${line}\n`)

const words = process.argv.slice(2)
const isJson = words.includes('--json')
const [verb, ...names] = words.filter((word) => !word.startsWith('-'))
const verbs: Readonly<Record<string, () => Promise<void>>> = { list, get, verify, prune, build: buildHere }
if (words.includes('--help') || words.includes('-h')) process.stdout.write(page)
else if (verb !== undefined && verb in verbs) await verbs[verb]?.()
else {
  process.stderr.write(`${verb === undefined ? '' : `✕ There is no "artifacts ${verb}".\n`}${page}`)
  process.exitCode = 2
}

async function list(): Promise<void> {
  const rows = await Promise.all(
    recipes.map(async (recipe) => ({
      name: recipe.name,
      version: recipe.version,
      isCached: (await cached(recipe)) !== undefined,
      seconds: (await cached(recipe))?.seconds ?? recipe.estimateSeconds,
    })),
  )
  if (isJson) return void say(JSON.stringify(rows))
  for (const row of rows)
    say(
      `  ${row.isCached ? '●' : '○'} ${row.name.padEnd(20)}${row.version.padEnd(10)}${row.isCached ? 'in the cache' : `about ${row.seconds} s to build`}`,
    )
}

async function get(): Promise<void> {
  if (names.length === 0)
    throw new Problem('input.invalid', {
      source: 'opads artifacts get',
      count: 1,
      faults: 'at least one NAME is needed',
    })
  const wanted = names.map(recipeNamed)
  for (const recipe of wanted) {
    if (!(await cached(recipe))) {
      const lock = join(cache, 'artifacts.lock')
      await exec(['mkdir', '-p', cache])
      await exec(['flock', lock, process.execPath, import.meta.filename, 'build', recipe.name], {
        onLine: isJson ? () => {} : say,
      })
    }
    const manifest = await cached(recipe)
    if (!manifest) throw new Problem('artifact.damaged', { artifact: recipe.name, file: 'manifest.json' })
    const artifact = artifactOf(root, manifest)
    say(
      isJson
        ? JSON.stringify(artifact)
        : `● ${artifact.name} ${artifact.version}   ${Object.values(artifact.files).join(' ')}`,
    )
  }
}

/** Runs under the lock; another process may have built it while this one waited. */
async function buildHere(): Promise<void> {
  for (const recipe of names.map(recipeNamed)) {
    if (await cached(recipe)) continue
    await build(recipe, await key(recipe), { exec, cache, modules, now: Date.now, note: say })
  }
}

async function verify(): Promise<void> {
  for (const manifest of await listManifests(root)) {
    const [file] = await damagedFiles(root, manifest)
    if (file !== undefined) {
      await rm(join(root, manifest.name, manifest.key), { recursive: true })
      throw new Problem('artifact.damaged', { artifact: manifest.name, file })
    }
    say(
      `● ${manifest.name} ${manifest.version}   ${Object.keys(manifest.digests).length} files as they were built`,
    )
  }
}

async function prune(): Promise<void> {
  const wanted = new Set(
    await Promise.all(recipes.map(async (recipe) => `${recipe.name}/${await key(recipe)}`)),
  )
  for (const manifest of await listManifests(root)) {
    if (wanted.has(`${manifest.name}/${manifest.key}`)) continue
    await rm(join(root, manifest.name, manifest.key), { recursive: true })
    say(`● removed ${manifest.name} ${manifest.version}, no recipe asks for it`)
  }
  for (const flag of ['-cache', '-modcache']) {
    await exec(['go', 'clean', flag], {
      env: { GOCACHE: join(cache, 'go/build'), GOMODCACHE: join(cache, 'go/mod'), GOTOOLCHAIN: 'local' },
    })
  }
  await rm(join(cache, 'building'), { recursive: true, force: true })
  say("● Go's build and module caches are empty; artifacts that recipes ask for are kept")
}

async function cached(recipe: Recipe) {
  return readManifest(root, recipe.name, await key(recipe))
}

async function key(recipe: Recipe): Promise<string> {
  const folder = join(modules, recipe.module)
  const files = await readdir(folder)
  const texts = await Promise.all(
    files.map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as const),
  )
  return keyOf(recipe, Object.fromEntries(texts))
}
