/** The tiers of tests, in the order in which they run. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Story } from '@opads/stories/stories'
import { exec } from '@opads/world/exec'
import { repositoryFiles, root } from './files.ts'
import { sharesNothing } from './neighbour.ts'
import { nothing, type Outcome, type RunTools, runFiles, together } from './run-files.ts'

export type Tier = {
  /** As in `shares`. */
  readonly name: string
  /** The option that asks for this tier alone. */
  readonly word: 'check' | 'unit' | 'component' | 'story'
  readonly run: (tools: RunTools) => Promise<Outcome>
}
const minutes = 60_000

export const tiersWith = (stories: readonly Story[]): readonly Tier[] => [
  { name: 'check', word: 'check', run: runChecks },
  { name: 'unit', word: 'unit', run: runUnits },
  { name: 'component', word: 'component', run: runComponents },
  ...stories.map(({ name, file }): Tier => {
    // QEMU without KVM is slow.
    const run = (tools: RunTools) =>
      runFiles([`stories/${file}`], { timeoutMs: 240 * minutes, concurrency: 1 }, tools)
    return { name: `story ${name}`, word: 'story', run }
  }),
]

async function runChecks({ stop, screen }: RunTools): Promise<Outcome> {
  const { code } = await exec([process.execPath, join(root, 'tools/check.ts')], {
    codes: 'any',
    signal: stop,
    onLine: (line) => screen.write(`${line}\n`),
  })
  return { ...nothing, [code === 0 ? 'passed' : 'failed']: 1 }
}

const runUnits = async (tools: RunTools) =>
  runFiles(await testFiles(false), { timeoutMs: minutes, concurrency: true }, tools)

/** First those that share nothing, two at a time; then the others, each alone. */
async function runComponents(tools: RunTools): Promise<Outcome> {
  const files = await testFiles(true)
  const sources = await Promise.all(files.map((path) => readFile(join(root, path), 'utf8')))
  const groups = Map.groupBy(files, (_, at) => sharesNothing(sources[at]!))
  const run = (paths: readonly string[] = [], concurrency: number) =>
    runFiles(paths, { timeoutMs: 20 * minutes, concurrency }, tools)
  return together(await run(groups.get(true), 2), await run(groups.get(false), 1))
}

async function testFiles(isComponent: boolean): Promise<readonly string[]> {
  const files = (await repositoryFiles()).filter(
    (path) => path.endsWith('.test.ts') && !path.startsWith('samples/'),
  )
  return files.filter((path) => path.endsWith('.component.test.ts') === isComponent)
}
