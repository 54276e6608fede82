/**
 * Runs the tiers of tests in order, then prints the failures, what the tiers took of their budget, and `N passed, N failed, N skipped`.
 * Fails also where no test passed, or where a tier needs more than its share.
 */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { handlersOf } from '@opads/command/handlers'
import type { GivenOf } from '@opads/command/verb'
import { meant } from '@opads/kernel/nearest'
import { Problem } from '@opads/kernel/problem'
import { shortCommit } from '@opads/kernel/short-commit'
import { type Story, stories } from '@opads/stories/stories'
import { exec } from '@opads/world/exec'
import { machineFacts } from '@opads/world/machine-facts'
import { budgetFaults, budgetRows, budgetText, type TierUse } from './budget.ts'
import { closingLine } from './closing.ts'
import { cpuSeconds } from './cpu.ts'
import { failuresText } from './failures.ts'
import { root } from './files.ts'
import { unchangedVariable } from './long-tests.ts'
import { nothing, type Outcome, type RunTools, together } from './run-files.ts'
import { type Measured, secondsText } from './seconds.ts'
import { changedPaths, subjects, unchanged } from './subject.ts'
import { prepareTests } from './test-material.ts'
import { type Tier, tiersWith } from './tiers.ts'
import { verbs } from './verbs.ts'

type Words = GivenOf<(typeof verbs)['']>
const isAsked = (words: Words, word: Tier['word']) => words[word] !== undefined && words[word] !== false

/** By noun. */
export const handlers = { test: handlersOf(verbs, { '': (words) => runTiers(words, storiesOf(words)) }) }

/** @throws Problem `use.invalid` */
function storiesOf({ story, all }: Words): readonly Story[] {
  const wanted = stories.filter(({ name, everyTime }) =>
    story === undefined ? everyTime || all : name === story,
  )
  if (wanted.length > 0) return wanted
  const names = stories.map(({ name }) => name)
  throw new Problem('use.invalid', {
    sentence: `There is no story "${story}"${meant(story!, names)}`,
    usage: `opads test --story ${names.join('|')}`,
  })
}

async function runTiers(words: Words, wanted: readonly Story[]): Promise<number> {
  if (words.seed !== undefined) process.env.OPADS_SEED = words.seed
  const leftOut = words.all ? [] : unchanged(await changedPaths(exec, root))
  if (words.all)
    process.env.OPADS_ALL = '1' // also the longest tests, and stories test all cases, not a random few
  else process.env[unchangedVariable] = leftOut.join(' ')

  // With `--json` standard output has the JSON alone.
  const run = { stop: stopSignal(), screen: words.json ? process.stderr : process.stdout }
  const changed = Object.keys(subjects).length - leftOut.length
  return report(words, await ranTiers(words, tiersWith(wanted), run), changed, run)
}

/** Aborted by Ctrl-C, which reaches test processes by the terminal too, and by SIGTERM, which does not. */
function stopSignal(): AbortSignal {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort())
  return stop.signal
}

/** `cut`: names of tiers that were interrupted, or asked for and did not begin. */
type Ran = { readonly all: Outcome; readonly uses: readonly TierUse[]; readonly cut: readonly string[] }

async function ranTiers(words: Words, tiers: readonly Tier[], run: RunTools): Promise<Ran> {
  const isAnyAsked = tiers.some(({ word }) => isAsked(words, word))
  const asked = tiers.filter(({ word }) => !isAnyAsked || isAsked(words, word))
  const uses: TierUse[] = []
  const cut: string[] = []
  let all = nothing
  const needsMaterial = asked.some(({ word }) => word === 'component' || word === 'story')
  if (needsMaterial) await orStopped(run, prepareTests(run.screen, run.stop))
  for (const tier of asked) {
    const [start, cpu] = [performance.now(), cpuSeconds()]
    const outcome = run.stop.aborted ? undefined : await orStopped(run, tier.run(run))
    if (run.stop.aborted) cut.push(tier.name)
    if (outcome === undefined) continue
    const seconds = (performance.now() - start) / 1000
    uses.push({ tier: tier.name, seconds, cpuSeconds: cpuSeconds() - cpu, files: outcome.files })
    all = together(all, outcome)
  }
  return { all, uses, cut }
}

/** Work that the signal ends rejects with its reason, which is no failure here. */
const orStopped = <T>({ stop }: RunTools, work: Promise<T>): Promise<T | undefined> =>
  work.catch((failure: unknown) => {
    if (!stop.aborted) throw failure
    return undefined
  })

/** What ran, also when it was interrupted; returns the exit code. @param changed how many subjects of long tests ran too */
async function report(
  words: Words,
  { all, uses, cut }: Ran,
  changed: number,
  { stop, screen }: RunTools,
): Promise<number> {
  const cores = availableParallelism()
  const rows = budgetRows(uses, cores, !words.all, changed)
  const faults = stop.aborted ? [] : budgetFaults(rows, cores)
  const { passed, skipped } = all
  const counts = { passed, failed: all.failed + faults.length, skipped }
  screen.write(failuresText(all.failures, root))
  screen.write(budgetText(rows))
  for (const fault of faults) screen.write(`✖ ${fault}\n`)
  const isWhole = counts.failed === 0 && !stop.aborted
  if (words.writeSeconds) screen.write(`${await writtenSeconds(all, isWhole)}\n`)
  screen.write(`${closingLine(counts, cut)}\n`)
  if (words.json) process.stdout.write(`${JSON.stringify({ ...counts, cut, tiers: rows })}\n`)
  if (stop.aborted) return 130
  return isWhole && passed > 0 ? 0 : 1
}

/** A run with failures is not kept: a test that failed may have ended early. Returns a sentence. */
async function writtenSeconds({ files }: Outcome, isWhole: boolean): Promise<string> {
  const name = 'bench/results/tests.json'
  if (!isWhole) return `${name} is not written: not every test passed.`
  const known = await readFile(join(root, name), 'utf8').catch(() => '')
  const isThere = (path: string) => existsSync(join(root, path))
  await writeFile(join(root, name), secondsText(known, files, await measuredHere(), isThere))
  return `${name} has the seconds of each file.`
}

/** The commit has a plus sign where files differ from it. */
async function measuredHere(): Promise<Measured> {
  const git = async (...words: string[]) => (await exec(['git', '-C', root, ...words])).stdout.trim()
  const isEdited = (await git('status', '--porcelain')) !== ''
  return {
    at: new Date().toISOString(),
    commit: `${shortCommit(await git('rev-parse', 'HEAD'))}${isEdited ? '+' : ''}`,
    machine: machineFacts(),
  }
}
