/** `opads test`: the tiers of tests, each its own process. */
import { join } from 'node:path'
import { exec } from '@opads/world/exec'

const page = `Use: opads test [--check] [--unit] [--component] [--story NAME] [--all] [--seed N] [--write-seconds]
Runs checks, unit tests, component tests and stories in this order and ends with one line: N passed, N failed, N skipped. Before it
stands what each tier took of its share of 45 minutes. A tier fails when its CPU seconds, divided by the cores, are more than its share.
  --check --unit --component   these tiers alone
  --story NAME                 this story alone, in a cloud of its own
  --all                        also the stories that are not told every time, all of those that draw a few points, and the longest
                               component tests, which else run only when what they test has changed, or not at all; no tier has a share
  --seed N                     repeats a random test
  --write-seconds              writes what each file took to bench/results/tests.json
`

export async function run(words: readonly string[]): Promise<number> {
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(page)
    return 0
  }
  const tool = join(import.meta.dirname, '../../tools/test.ts')
  const { code } = await exec([process.execPath, tool, ...words], {
    codes: 'any',
    onLine: (line) => process.stdout.write(`${line}\n`),
  })
  return code
}
