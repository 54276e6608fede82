import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextSort, sorted } from './sorting.ts'

const columns = [
  { key: 'name', sortBy: (row: { name: string; age: number }) => row.name },
  { key: 'age', sortBy: (row: { name: string; age: number }) => row.age },
]
const rows = [
  { name: 'pod-10', age: 1 },
  { name: 'pod-9', age: 3 },
]
test('numbers inside names count as numbers', () => {
  assert.deepEqual(
    sorted(rows, columns, 'name').map((row) => row.name),
    ['pod-9', 'pod-10'],
  )
})
test('a minus turns the order, an unknown column leaves it', () => {
  assert.deepEqual(
    sorted(rows, columns, '-age').map((row) => row.age),
    [3, 1],
  )
  assert.equal(sorted(rows, columns, 'nothing'), rows)
})
test('a column is pressed upwards, downwards, off', () => {
  assert.deepEqual(
    [nextSort('age', undefined), nextSort('age', 'age'), nextSort('age', '-age')],
    ['age', '-age', undefined],
  )
})
