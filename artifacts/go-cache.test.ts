import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CacheUnit, unitsToDrop } from './go-cache.ts'

const unit = (kind: CacheUnit['kind'], path: string, usedAt: number): CacheUnit => ({
  kind,
  path,
  bytes: 10,
  usedAt,
})
const units = [
  unit('toolchain', 'go', 1),
  unit('build', 'old', 2),
  unit('zip', 'older', 1),
  unit('build', 'new', 9),
  unit('unpacked', 'module', 9),
]
const dropped = (bound: number) => unitsToDrop(units, bound, 5).map((one) => one.path)

test('nothing goes under the bound', () => assert.deepEqual(dropped(55), []))
test('what unpacks again goes first, then the oldest, the toolchain last', () => {
  assert.deepEqual(dropped(54), ['module'])
  assert.deepEqual(dropped(35), ['module', 'older'])
  assert.deepEqual(dropped(34), ['module', 'older', 'old'])
  assert.deepEqual(dropped(0), ['module', 'older', 'old', 'new', 'go'])
})
