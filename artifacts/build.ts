/** Builds one artifact from Go modules. The caller holds the cache's lock; a build after a kill reuses Go's own caches. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import { remaining } from '@opads/kernel/step'
import type { Exec, ExecResult } from '@opads/world/exec'
import type { News } from './contract.ts'
import { goEnvironment } from './go-environment.ts'
import { inWords, isCompiled, packagesToCompile, titleOf } from './progress.ts'
import { buildArguments, planArguments, type Recipe } from './recipe.ts'
import { keep, type Manifest } from './store.ts'

/** `go`: path or name of the program. `cache`: the product's cache folder. `modules`: folder `modules/` here. `now`: milliseconds. */
type BuildTools = {
  readonly exec: Exec
  readonly go: string
  readonly cache: string
  readonly modules: string
  /** Folder of the C compiler's programs, for recipes with C code. */
  readonly compiler?: string
  readonly now: () => number
  readonly report: (news: News) => void
  /** Expected seconds of a build that compiles so many packages; without a number, of all packages. */
  readonly expectedSeconds: (packages?: number) => number
}

/** Returns also how many packages were compiled. @throws Problem `artifact.build-failed` */
export async function build(
  recipe: Recipe,
  key: string,
  tools: BuildTools,
): Promise<{ readonly manifest: Manifest; readonly packages: number }> {
  const { cache, modules, now } = tools
  const started = now()
  const work = await emptyDraft(join(cache, 'building'), `${recipe.name}-${key}`)
  await cp(join(modules, recipe.module), join(work, 'module'), { recursive: true })

  const go = runGo(recipe, work, tools)
  await placeSource(recipe, modules, join(work, 'module'), async (args) => (await go(args)).stdout)
  const packages = await compile(recipe, join(work, 'files'), go, tools)
  const facts = { name: recipe.name, version: recipe.version, key, seconds: (now() - started) / 1000 }
  const manifest = await keep(
    join(cache, 'artifacts'),
    join(work, 'files'),
    facts,
    Object.keys(recipe.programs),
  )
  await rm(work, { recursive: true, force: true })
  return { manifest, packages }
}

/** An empty folder for this process; deletes those of killed builds. The process id in the name keeps their leftover processes out. */
async function emptyDraft(folder: string, name: string): Promise<string> {
  const left = (await readdir(folder).catch(() => [])).filter((entry) => entry.startsWith(name))
  await Promise.all(left.map((entry) => rm(join(folder, entry), { recursive: true, force: true })))
  const draft = join(folder, `${name}-${process.pid}`)
  for (const part of ['files', 'tmp']) await mkdir(join(draft, part), { recursive: true })
  return draft
}

type RunGo = (args: readonly string[], onLine?: (line: string) => void) => Promise<ExecResult>

/** `setpriv` makes the kernel kill Go when this process ends, so that a killed opads leaves no build running. */
function runGo(recipe: Recipe, work: string, { exec, go, cache, compiler }: BuildTools): RunGo {
  const env = { ...goEnvironment(cache, compiler), GOTMPDIR: join(work, 'tmp') }
  return async (args, onLine) => {
    const argv = ['setpriv', '--pdeathsig', 'KILL', go, ...args] as const
    try {
      return await exec(argv, { cwd: join(work, 'module'), env, ...(onLine && { onLine }) })
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.code !== 'command.failed') throw failure
      const { lastLine, output } = failure.facts
      throw new Problem('artifact.build-failed', { artifact: recipe.name, lastLine, output }, failure)
    }
  }
}

async function compile(
  recipe: Recipe,
  folder: string,
  go: RunGo,
  { now, report, expectedSeconds }: BuildTools,
): Promise<number> {
  const started = now()
  let wanted: number | undefined
  const say = (words: string, share: number) => {
    const left = remaining(expectedSeconds(wanted), (now() - started) / 1000, share)
    const name = titleOf(recipe)
    const remains = left > 0 ? `, about ${inWords(left)} left` : ''
    report({ artifact: recipe.name, note: `${name} ${words}${remains}`, share, secondsLeft: left })
  }
  let fetched = 0
  const plan = await go(planArguments(recipe), (line) => {
    if (!line.startsWith('go: downloading ')) return
    fetched += 1
    say(`downloading module ${fetched}`, 0)
  })
  wanted = packagesToCompile(plan.stdout + plan.stderr)
  let compiled = 0
  for (const program of Object.keys(recipe.programs)) {
    const [verb, ...rest] = buildArguments(recipe, program, join(folder, program))
    await go([verb!, '-v', ...rest], (line) => {
      if (!isCompiled(line)) return
      compiled += 1
      const all = Math.max(wanted ?? 0, compiled)
      say(compiled < all ? `compiling ${compiled}/${all}` : 'linking', compiled / all)
    })
  }
  return compiled
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
