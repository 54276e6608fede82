import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alive, liveness } from './alive.ts'

test('a loop that is silent for longer than its bound is stuck, by name, until it turns again', () => {
  let now = 0
  const process = alive(() => now)
  const turn = process.loop('builder', 1000)
  process.loop('report', 5000)
  now = 1000
  assert.deepEqual(liveness(process), { status: 200, text: 'alive\n' })
  now = 1001
  assert.deepEqual(liveness(process), { status: 503, text: 'stuck: builder\n' })
  turn()
  assert.equal(liveness(process).status, 200)
  now = 5001
  assert.equal(liveness(process).text, 'stuck: builder, report\n')
})
