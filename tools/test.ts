/** Runs the tiers of tests in order, then prints the failures and `N passed, N failed, N skipped`. Fails also where no test passed. */

import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { parseArgs } from 'node:util'
import { stories } from '@opads/stories/stories'
import { debianHere } from '@opads/world/debian-here'
import { exec } from '@opads/world/exec'
import { type Failure, failuresText } from './failures.ts'
import { repositoryFiles, root } from './files.ts'

const count = { passed: 0, failed: 0, skipped: 0 }
const failures: Failure[] = []
const { values: words } = parseArgs({
  options: {
    check: { type: 'boolean' },
    unit: { type: 'boolean' },
    component: { type: 'boolean' },
    story: { type: 'string' },
    all: { type: 'boolean', default: false },
    seed: { type: 'string' },
  },
})
const tiers: Readonly<Record<string, () => Promise<void>>> = {
  check: runChecks,
  unit: () =>
    runFiles((path) => /\.test\.ts$/.test(path) && !path.endsWith('.component.test.ts'), 60_000, true),
  component: async () => {
    await installJudges()
    await runFiles((path) => path.endsWith('.component.test.ts'), 20 * 60_000, false)
  },
  story: async () => {
    const wanted = stories.filter(({ name, everyTime }) =>
      words.story === undefined ? everyTime || words.all : name === words.story,
    )
    const files = new Set(wanted.map(({ file }) => `stories/${file}`))
    await runFiles((path) => files.has(path), 4 * 60 * 60_000, false) // QEMU without KVM is slow
  },
}
const asked = Object.keys(tiers).filter((name) => words[name as 'unit'] !== undefined)
if (words.story !== undefined && !stories.some(({ name }) => name === words.story)) {
  process.stderr.write(
    `✕ There is no story "${words.story}". Stories: ${stories.map(({ name }) => name).join(', ')}\n`,
  )
  process.exit(2)
}
if (words.seed !== undefined) process.env.OPADS_SEED = words.seed
if (words.all) process.env.OPADS_ALL = '1' // stories may test all cases, not a random few
for (const [name, runTier] of Object.entries(tiers)) {
  if (asked.length === 0 || asked.includes(name)) await runTier()
}
process.stdout.write(failuresText(failures, root))
process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`)
process.exit(count.failed === 0 && count.passed > 0 ? 0 : 1)

/** Installs the programs that component tests check our results with, where they are missing. Only as root. */
async function installJudges(): Promise<void> {
  const names = [
    'skopeo', 'mmdebstrap', 'chromium', 'attr', 'libcap2-bin', 'zstd', 'openssl', 'git',
    'postgresql',
    'docker.io', 'iptables', 'iproute2',
  ] // biome-ignore format: a list of names
  const { code } = await exec(['dpkg-query', '-W', ...names], { codes: 'any' })
  if (code === 0 || process.getuid?.() !== 0) return
  const debian = debianHere(exec, {
    note: (note) =>
      process.stdout.write(`  ◐ ${note}
`),
  })
  await debian.refresh()
  await debian.install(names)
}

async function runChecks(): Promise<void> {
  const { code } = await exec([process.execPath, join(root, 'tools/check.ts')], {
    codes: 'any',
    onLine: (line) => process.stdout.write(`${line}\n`),
  })
  count[code === 0 ? 'passed' : 'failed'] += 1
}

/** @param timeoutMs for one file, which is then stopped and counted as failed */
async function runFiles(
  isWanted: (path: string) => boolean,
  timeoutMs: number,
  atOnce: boolean,
): Promise<void> {
  const files = (await repositoryFiles()).filter(isWanted).filter((path) => !path.startsWith('samples/'))
  if (files.length === 0) return
  const stream = run({
    files: files.map((path) => join(root, path)),
    concurrency: atOnce,
    timeout: timeoutMs,
  })
  stream.on('test:pass', (event) => tally(event, 'passed'))
  stream.on('test:fail', (event) => {
    tally(event, 'failed')
    const { name, file, details } = event
    if (details.type !== 'suite') failures.push({ name, file, error: details.error })
  })
  await new Promise((resolve) =>
    stream.compose(new spec()).on('end', resolve).pipe(process.stdout, { end: false }),
  )
}

function tally(
  event: { readonly skip?: string | boolean; readonly details: { readonly type?: string } },
  outcome: 'passed' | 'failed',
): void {
  if (event.details.type === 'suite') return
  count[event.skip !== undefined && event.skip !== false ? 'skipped' : outcome] += 1
}
