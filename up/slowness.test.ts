import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paceSentence, patienceFor } from './slowness.ts'

const fast = { cpu: 18, sync: 0.4, slowestSync: 34 }

test('an ordinary machine waits as ever, and says nothing of it', () => {
  assert.equal(patienceFor(fast), 1)
  assert.equal(paceSentence(fast), '')
})
test('the slower of processor and disk decides, within bounds', () => {
  assert.equal(patienceFor({ ...fast, cpu: 300 }), 15)
  assert.equal(patienceFor({ ...fast, cpu: 9000 }), 20)
  assert.equal(patienceFor({ ...fast, cpu: 60, sync: 12 }), 4)
})
test('a slow disk is named with what was measured', () => {
  assert.match(
    paceSentence({ cpu: 18, sync: 12.2, slowestSync: 80 }),
    /^This disk is slow: 12 ms .*, 80 at most.*Waits may last 4 times longer/,
  )
  assert.match(paceSentence({ ...fast, cpu: 300 }), /^Waits may last 15 times/)
})
