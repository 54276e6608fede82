/** Runs test files by Node's runner, each in a process of its own, and says what came of them and what they took. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { waitFor } from '@opads/world/wait'
import type { FileUse } from './budget.ts'
import type { Failure } from './failures.ts'
import { root } from './files.ts'

export type Outcome = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly failures: readonly Failure[]
  readonly files: readonly FileUse[]
}
export const nothing: Outcome = { passed: 0, failed: 0, skipped: 0, failures: [], files: [] }
export const together = (one: Outcome, other: Outcome): Outcome => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
  failures: [...one.failures, ...other.failures],
  files: [...one.files, ...other.files],
})

/** What all tiers of one run share. */
export type RunTools = {
  /** Aborted by Ctrl-C and SIGTERM: running test processes are ended, no other file begins. */
  readonly stop: AbortSignal
  /** For reports of tests. */
  readonly screen: NodeJS.WriteStream
  /** A test process that has not ended so long after SIGTERM is killed. */
  readonly graceMs?: number
}

type How = {
  /** For one file, which is then stopped and counted as failed. */
  readonly timeoutMs: number
  /** Files at once; `true`: as many as the machine has cores, less one. */
  readonly concurrency: number | true
}

/** @param paths relative to the top folder */
export async function runFiles(
  paths: readonly string[],
  { timeoutMs, concurrency }: How,
  { stop, screen, graceMs = 10_000 }: RunTools,
): Promise<Outcome> {
  if (paths.length === 0 || stop.aborted) return nothing
  const count = { passed: 0, failed: 0, skipped: 0 }
  const failures: Failure[] = []
  const tally = ({ skip, details }: Event, outcome: 'passed' | 'failed') => {
    if (details.type !== 'suite') count[skip !== undefined && skip !== false ? 'skipped' : outcome] += 1
  }
  const folder = await mkdtemp(join(tmpdir(), 'opads-test-'))
  try {
    const notes = join(folder, 'uses')
    const stream = run({
      files: paths.map((path) => resolve(root, path)),
      concurrency,
      timeout: timeoutMs,
      signal: stop, // each process gets SIGTERM
      // As a URL: in a path the folder's name could have a meaning, as with a percent sign.
      execArgv: ['--import', import.meta.resolve('./measure-file.ts')],
      env: { ...process.env, OPADS_TEST_USES: notes },
    })
    stream.on('test:pass', (event) => tally(event, 'passed'))
    stream.on('test:fail', (event) => {
      tally(event, 'failed')
      const { name, file, details } = event
      if (details.type !== 'suite') failures.push({ name, file, error: details.error })
    })
    const isOver = new Promise((end) =>
      stream.compose(new spec()).on('end', end).pipe(screen, { end: false }),
    )
    const stopped = killedAfterGrace(stop, graceMs)
    await Promise.race([isOver, stopped])
    if (stop.aborted) await stopped
    const lines = (await readFile(notes, 'utf8').catch(() => '')).split('\n').filter(Boolean)
    return { ...count, failures, files: lines.map((line) => JSON.parse(line) as FileUse) }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Ends some time after `stop`, when no child is left: programs that a test has started end with their test process. */
async function killedAfterGrace(stop: AbortSignal, graceMs: number): Promise<void> {
  await new Promise((aborted) => stop.addEventListener('abort', aborted, { once: true }))
  await waitFor('the test processes to end', noChildren, { boundMs: graceMs }).catch(async () => {
    for (const pid of await children()) process.kill(pid, 'SIGKILL')
    await waitFor('the killed test processes to end', noChildren, { boundMs: graceMs })
  })
}

const noChildren = async () => (await children()).length === 0

/** Ids of processes that this one has started, of all its threads. */
async function children(): Promise<readonly number[]> {
  const threads = await readdir('/proc/self/task')
  const lists = threads.map((thread) =>
    readFile(`/proc/self/task/${thread}/children`, 'utf8').catch(() => ''),
  )
  return (await Promise.all(lists)).join(' ').split(' ').filter(Boolean).map(Number)
}

type Event = { readonly skip?: string | boolean; readonly details: { readonly type?: string } }
