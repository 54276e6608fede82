/** Builds one artifact from Go modules. Called under the lock of the cache; a killed build goes on from Go's own caches. */
import { cp, mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises'
import { freemem } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Exec } from '@opads/world/exec'
import { buildArguments, goToolchain, type Recipe } from './recipe.ts'
import { keep, type Manifest } from './store.ts'

/** `cache`: the product's cache folder. `modules`: the checkout's module folders. `now`: milliseconds. */
export type BuildTools = {
  readonly exec: Exec
  readonly cache: string
  readonly modules: string
  readonly now: () => number
  readonly note: (note: string) => void
}

/** @throws Problem `artifact.no-go`, `artifact.no-room`, `command.failed` */
export async function build(
  recipe: Recipe,
  key: string,
  { exec, cache, modules, now, note }: BuildTools,
): Promise<Manifest> {
  await checkRoom(recipe, cache)
  await checkGo(recipe, exec)
  const started = now()
  const work = join(cache, 'building', `${recipe.name}-${key}`)
  await rm(work, { recursive: true, force: true })
  await mkdir(join(work, 'files'), { recursive: true })
  await cp(join(modules, recipe.module), join(work, 'module'), { recursive: true })

  const go = (args: readonly string[]) =>
    exec(['go', ...args], { cwd: join(work, 'module'), env: goEnvironment(recipe, cache) })
  await placeSource(recipe, modules, join(work, 'module'), async (args) => (await go(args)).stdout)
  for (const program of Object.keys(recipe.programs)) {
    note(`building ${program} ${recipe.version}`)
    await go(buildArguments(recipe, program, join(work, 'files', program)))
  }
  const facts = { name: recipe.name, version: recipe.version, key, seconds: (now() - started) / 1000 }
  const manifest = await keep(
    join(cache, 'artifacts'),
    join(work, 'files'),
    facts,
    Object.keys(recipe.programs),
  )
  await rm(work, { recursive: true, force: true })
  return manifest
}

/** Proxy and checksum settings of the operator stay; what decides the bytes is set here. */
export function goEnvironment(
  recipe: Pick<Recipe, 'needsC'>,
  cache: string,
): Readonly<Record<string, string | undefined>> {
  return {
    GOTOOLCHAIN: goToolchain,
    GOCACHE: join(cache, 'go', 'build'),
    GOMODCACHE: join(cache, 'go', 'mod'),
    GOFLAGS: '-buildvcs=false',
    GOWORK: 'off',
    GOOS: undefined,
    GOARCH: undefined,
    GOEXPERIMENT: undefined,
    CGO_ENABLED: recipe.needsC ? '1' : '0',
  }
}

async function placeSource(
  recipe: Recipe,
  modules: string,
  folder: string,
  go: (args: readonly string[]) => Promise<string>,
): Promise<void> {
  const source = recipe.source
  if (!source) return
  if ('folder' in source) return cp(join(modules, source.folder, source.file), join(folder, source.file))
  const { Dir } = JSON.parse(
    await go(['mod', 'download', '-json', `${source.module}@v${recipe.version}`]),
  ) as { Dir: string }
  const text = await readFile(join(Dir, source.file), 'utf8')
  const lines = text.split('\n').filter((line) => !source.without.some((word) => line.includes(word)))
  await writeFile(join(folder, source.file), lines.join('\n'))
}

async function checkRoom(recipe: Recipe, cache: string): Promise<void> {
  await mkdir(cache, { recursive: true })
  const isLarge = recipe.estimateSeconds > 300
  const disk = await statfs(cache)
  const check = (what: string, free: number, neededGiB: number) => {
    const freeGiB = Math.floor((free / 2 ** 30) * 10) / 10
    if (freeGiB < neededGiB)
      throw new Problem('artifact.no-room', { artifact: recipe.name, what, neededGiB, freeGiB })
  }
  check('disk', disk.bavail * disk.bsize, isLarge ? 10 : 4)
  check('memory', freemem(), isLarge ? 4 : 1.5)
}

async function checkGo(recipe: Recipe, exec: Exec): Promise<void> {
  const answer = await exec(['go', 'version'], { env: { GOTOOLCHAIN: 'local' } }).catch(() => ({
    stdout: '',
  }))
  const found = /go1\.(\d+)/.exec(answer.stdout)
  if (!found || Number(found[1]) < 21)
    throw new Problem('artifact.no-go', { artifact: recipe.name, found: found?.[0] ?? 'none' })
}
