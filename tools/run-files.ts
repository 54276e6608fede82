/** Runs test files by Node's runner, each in a process of its own, and says what came of them and what they took. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
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

export type How = {
  /** For one file, which is then stopped and counted as failed. */
  readonly timeoutMs: number
  /** Files at once; `true`: as many as the machine has cores, less one. */
  readonly concurrency: number | true
}

/** @param paths relative to the top folder */
export async function runFiles(paths: readonly string[], { timeoutMs, concurrency }: How): Promise<Outcome> {
  if (paths.length === 0) return nothing
  const count = { passed: 0, failed: 0, skipped: 0 }
  const failures: Failure[] = []
  const tally = ({ skip, details }: Event, outcome: 'passed' | 'failed') => {
    if (details.type !== 'suite') count[skip !== undefined && skip !== false ? 'skipped' : outcome] += 1
  }
  const folder = await mkdtemp(join(tmpdir(), 'opads-test-'))
  try {
    const notes = join(folder, 'uses')
    const stream = run({
      files: paths.map((path) => join(root, path)),
      concurrency,
      timeout: timeoutMs,
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
    await new Promise((resolve) =>
      stream.compose(new spec()).on('end', resolve).pipe(process.stdout, { end: false }),
    )
    const lines = (await readFile(notes, 'utf8').catch(() => '')).split('\n').filter(Boolean)
    return { ...count, failures, files: lines.map((line) => JSON.parse(line) as FileUse) }
  } finally {
    await rm(folder, { recursive: true })
  }
}

type Event = { readonly skip?: string | boolean; readonly details: { readonly type?: string } }
