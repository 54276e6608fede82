import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTurn, ratioRows } from './pairs.ts'

const uses = (...all: readonly number[]) =>
  all.map((one) => ({ seconds: one, cpuSeconds: 2 * one, memoryBytes: 1000 + one }))

test('the value is the median of the ratios, whatever the machine did between pairs', () => {
  // The machine was slow during the second pair: the ratio of the medians differs.
  const [time, cpu, memory] = ratioRows('up', 'v0.1.0', uses(110, 330, 120), uses(100, 300, 120))
  assert.deepEqual(
    [time!.what, time!.unit, time!.value, time!.min, time!.max],
    ['up: time', '× v0.1.0', 1.1, 1, 1.1],
  )
  assert.match(time!.why!, /of 3 pairs; ratio of the medians 1\.000$/)
  assert.deepEqual([time!.mustMet, cpu!.mustMet, memory!.mustMet], [true, false, true])
})
test('who is first changes from pair to pair', async () => {
  const order: string[] = []
  const one = (name: string, value: number) => async () => {
    order.push(name)
    return uses(value)[0]!
  }
  const found = await inTurn(3, one('mine', 1), one('theirs', 2))
  assert.deepEqual(order, ['mine', 'theirs', 'theirs', 'mine', 'mine', 'theirs'])
  assert.deepEqual(found, { mine: uses(1, 1, 1), theirs: uses(2, 2, 2) })
})
