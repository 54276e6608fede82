import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coldRows, recorded } from './cold-rows.ts'

const run = (busySeconds: number, seconds: number) => ({
  commit: 'new',
  seconds,
  busySeconds,
  downloadSeconds: 30,
  receivedBytes: 2e9,
})

test('time is held against cores and downloads: cores that wait miss the goal', () => {
  const [quick] = coldRows(run(1200, 690), 2)
  assert.deepEqual([quick!.goalMet, quick!.mustMet], [true, true])
  const [waits] = coldRows(run(1200, 900), 2)
  assert.deepEqual([waits!.goalMet, waits!.mustMet], [false, false])
})
test('work is held against another commit: more of it misses, however busy the cores were', () => {
  const met = (busy: number, before?: number) => {
    const [, row] = coldRows(run(busy, 1), 2, before === undefined ? undefined : run(before, 1))
    return [row!.goalMet, row!.mustMet]
  }
  assert.deepEqual(met(690, 1000), [true, true])
  assert.deepEqual(met(800, 1000), [false, true])
  assert.deepEqual(met(900, 1000), [false, false])
  assert.deepEqual(met(recorded.busySeconds * 0.9), [false, false])
})
