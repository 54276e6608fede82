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
import { type Story, stories } from '@opads/stories/stories'
import { exec } from '@opads/world/exec'
import { budgetFaults, budgetRows, budgetText, type TierUse } from './budget.ts'
import { cpuSeconds } from './cpu.ts'
import { failuresText } from './failures.ts'
import { root } from './files.ts'
import { unchangedVariable } from './long-tests.ts'
import { nothing, type Outcome, together } from './run-files.ts'
import { secondsText } from './seconds.ts'
import { changedPaths, unchanged } from './subject.ts'
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
  if (words.all)
    process.env.OPADS_ALL = '1' // also the longest tests, and stories test all cases, not a random few
  else process.env[unchangedVariable] = unchanged(await changedPaths(exec, root)).join(' ')

  const tiers = tiersWith(wanted)
  const isAnyAsked = tiers.some(({ word }) => isAsked(words, word))
  const uses: TierUse[] = []
  let all = nothing
  if (!isAnyAsked || words.component || words.story !== undefined) await prepareTests()
  for (const { name, word, run } of tiers) {
    if (isAnyAsked && !isAsked(words, word)) continue
    const [start, cpu] = [performance.now(), cpuSeconds()]
    const outcome = await run()
    const seconds = (performance.now() - start) / 1000
    uses.push({ tier: name, seconds, cpuSeconds: cpuSeconds() - cpu, files: outcome.files })
    all = together(all, outcome)
  }

  const cores = availableParallelism()
  const rows = budgetRows(uses, cores, !words.all)
  const faults = budgetFaults(rows, cores)
  const failed = all.failed + faults.length
  process.stdout.write(failuresText(all.failures, root))
  process.stdout.write(budgetText(rows))
  for (const fault of faults) process.stdout.write(`✖ ${fault}\n`)
  if (words.writeSeconds) await writeSeconds(all, failed, cores)
  process.stdout.write(`${all.passed} passed, ${failed} failed, ${all.skipped} skipped\n`)
  return failed === 0 && all.passed > 0 ? 0 : 1
}

/** A run with failures is not kept: a test that failed may have ended early. */
async function writeSeconds({ files }: Outcome, failed: number, cores: number): Promise<void> {
  const name = 'bench/results/tests.json'
  if (failed > 0) return void process.stdout.write(`${name} is not written: something failed.\n`)
  const known = await readFile(join(root, name), 'utf8').catch(() => '')
  const isThere = (path: string) => existsSync(join(root, path))
  await writeFile(join(root, name), secondsText(known, files, cores, isThere))
  process.stdout.write(`${name} has the seconds of each file.\n`)
}
