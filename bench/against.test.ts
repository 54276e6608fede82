import assert from 'node:assert/strict'
import { test } from 'node:test'
import { againstFaults } from './against.ts'
import { benches } from './benches.ts'

test('a bench that measures this checkout alone refuses another commit; all faults come at once', () => {
  assert.deepEqual(againstFaults(benches, 'v9', false), [
    '--against is not for "images", which measures this checkout alone',
    '--against v9: this clone has no such commit',
  ])
})
test('the others take a commit that is known', () => {
  const able = benches.filter(({ name }) => ['up', 'cold-up', 'push'].includes(name))
  assert.equal(able.length, 3)
  assert.deepEqual(againstFaults(able, 'v0.1.0', true), [])
})
