import assert from 'node:assert/strict'
import { test } from 'node:test'
import { duration, when } from './times.ts'

test('a duration has at most two units', () => {
  assert.deepEqual([0, 8.2, 60, 71, 3600, 7300, 400_000].map(duration), [
    '0 s',
    '8 s',
    '1 m',
    '1 m 11 s',
    '1 h',
    '2 h 1 m',
    '4 d 15 h',
  ])
})
test('a time is told from now, or exactly', () => {
  const now = Date.parse('2026-11-24T12:00:00Z')
  const near = (iso: string | null) => when(iso, { now, isUtc: false })
  assert.deepEqual(
    [
      '2026-11-24T11:59:59.700Z',
      '2026-11-24T11:59:48Z',
      '2026-11-24T09:10:00Z',
      '2026-11-20T11:00:00Z',
      '2026-11-26T12:00:00Z',
      null,
    ].map(near),
    ['now', '12 s ago', '2 h ago', '4 d ago', 'in 2 d', '–'],
  )
  assert.equal(when('2026-11-24T09:10:07Z', { now, isUtc: true }), '2026-11-24 09:10:07 UTC')
})
