import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { exec } from './exec.ts'

/** A zombie process has an empty command line. */
const isAlive = async (pid: string) => (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) !== ''

test('a signal ends a program with all that it has started, also what does not listen', async () => {
  const stop = new AbortController()
  const pids: string[] = []
  const program = 'trap "" TERM; sleep 300 & echo $!; echo $$; exec sleep 300'
  const onLine = (line: string) => {
    if (pids.push(line) === 2) stop.abort()
  }
  const grace = ['sh', '-c', `(${program}) & wait`] as const
  await assert.rejects(exec(grace, { onLine, signal: stop.signal }), { name: 'AbortError' })
  assert.deepEqual([pids.length, ...(await Promise.all(pids.map(isAlive)))], [2, false, false])
})
test('what must not be cut is told, and waited for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'opads-exec-'))
  const stop = new AbortController()
  const program = `process.on('SIGINT', () => process.exit(require('node:fs').writeFileSync('end', 'whole')))
    setInterval(() => {}, 1000)
    console.log('works')`
  const working = exec([process.execPath, '--eval', program], {
    cwd: folder,
    outlives: true,
    signal: stop.signal,
    onLine: () => stop.abort(),
  })
  await assert.rejects(working, { name: 'AbortError' })
  assert.equal(await readFile(join(folder, 'end'), 'utf8'), 'whole')
  await rm(folder, { recursive: true })
})
test('who says more than can be kept is ended, by the name of it; as much as that is whole', async () => {
  const yes = exec(['yes'], { mostBytes: 100_000, timeoutMs: 60_000 })
  await assert.rejects(yes, { code: 'command.said-too-much', facts: { program: 'yes', mostBytes: 100_000 } })
  const { stdout } = await exec(['head', '-c', '100000', '/dev/zero'], { mostBytes: 100_000 })
  assert.equal(stdout.length, 100_000)
})
test('of what is said beside the end is kept, and every line is told', async () => {
  const lines: string[] = []
  const program = 'seq 1 50000 >&2; echo done'
  const { stdout, stderr } = await exec(['sh', '-c', program], {
    mostBytes: 1000,
    onLine: (line) => lines.push(line),
  })
  assert.equal(stdout, 'done\n')
  assert.equal(stderr.length, 1000)
  assert.ok(stderr.endsWith('49999\n50000\n'))
  assert.equal(lines.length, 50_001)
})
test('a signal that was given before starts nothing', async () => {
  await assert.rejects(exec(['true'], { signal: AbortSignal.abort() }), { name: 'AbortError' })
})
