import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '@opads/kernel/problem'
import type { Exec } from './exec.ts'
import { roomRunner } from './room.ts'

/** A fake `exec`: a room that prints this on standard error and ends with code 1; the failure keeps the end of the output. */
const fails =
  (text: string): Exec =>
  async (_, options) => {
    for (const line of text.split('\n')) options?.onLine?.(line)
    throw new Problem('command.failed', {
      program: 'node',
      exitCode: 1,
      lastLine: text.split('\n').at(-1)!,
      output: text.slice(-4000),
    })
  }

test("a room's own problem comes out as it was, however long it is", async () => {
  for (const length of [10, 3900, 20_000]) {
    const facts = { artifact: 'x', lastLine: 'no disk', output: '\n'.repeat(length) }
    const line = JSON.stringify({ problem: { code: 'artifact.build-failed', facts } })
    const told = await roomRunner(fails(`building\n${line}`))('artifacts', []).catch((why: unknown) => why)
    assert.ok(told instanceof Problem)
    assert.deepEqual([told.code, told.facts], ['artifact.build-failed', facts])
  }
})
test('what is no problem of ours stays the failure of the program', async () => {
  for (const line of ['Segmentation fault', '{"problem":{"code":"no.such"}}', '']) {
    const told = await roomRunner(fails(line))('lab', []).catch((why: unknown) => why)
    assert.equal(told instanceof Problem && told.code, 'command.failed', line)
  }
})
