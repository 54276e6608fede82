import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { oncePerMinute, refusals } from './limits.ts'

const minute = 60_000

test('a key is recorded once per minute', () => {
  let now = 0
  const record = oncePerMinute(() => now)
  assert.deepEqual([record('a'), record('a'), record('b')], [true, false, true])
  now = minute - 1
  assert.equal(record('a'), false)
  now = minute
  assert.deepEqual([record('a'), record('a')], [true, false])
})
test('many keys take bounded memory: the oldest is forgotten', () => {
  const record = oncePerMinute(() => 0)
  for (let key = 0; key <= 10_000; key += 1) assert.ok(record(`${key}`))
  assert.equal(record('10000'), false)
  assert.equal(record('0'), true)
})
test('refusals of an address are counted when they are not recorded, and the next record says how many', () => {
  let now = 0
  const limit = refusals(() => now, { perAddress: 2, inAll: 100 })
  assert.deepEqual(['a', 'a', 'a', 'a', 'b'].map(limit), [0, 0, undefined, undefined, 0])
  now = minute
  assert.deepEqual(['a', 'a', 'a'].map(limit), [2, 0, undefined])
})
test('however many addresses there are, a minute has a bounded number of records', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 300 }), (addresses) => {
      const limit = refusals(() => 0, { perAddress: 3, inAll: 20 })
      const recorded = addresses.filter((address) => limit(String(address)) !== undefined)
      assert.ok(recorded.length <= 20)
      for (const list of Map.groupBy(recorded, (one) => one).values()) assert.ok(list.length <= 3)
    }),
  )
})
