import assert from 'node:assert/strict'
import { test } from 'node:test'
import { median, rowOf } from './kit.ts'
import { tableOf } from './table.ts'

test('the value is the median, with the least and the most beside it', () => {
  assert.deepEqual([median([3, 1, 2]), median([4, 1, 2, 3])], [2, 2.5])
  const row = rowOf({ what: 'a', unit: 's' }, [3, 1, 2])
  assert.deepEqual([row.value, row.min, row.max, row.runs, row.goalMet], [2, 1, 3, 3, null])
})
test('a goal is met at its bound and missed beyond it, in either direction', () => {
  const met = (op: '<=' | '>=', value: number) =>
    rowOf({ what: 'a', unit: 's', goal: { op, value: 2 } }, [value]).goalMet
  assert.deepEqual([met('<=', 2), met('<=', 2.1), met('>=', 2), met('>=', 1.9)], [true, false, true, false])
})
test('the table says which goal was missed', () => {
  const rows = [
    rowOf({ what: 'fast', unit: '× crane', goal: { op: '<=', value: 1.2 } }, [1]),
    rowOf({ what: 'slow', unit: 's', goal: { op: '<=', value: 1 }, why: 'it waits' }, [2]),
  ]
  assert.equal(
    tableOf(rows),
    `   what  value      min..max  runs  goal
●  fast  1 × crane  1..1      1     ≤ 1.2
✕  slow  2 s        2..2      1     ≤ 1    it waits
`,
  )
})
