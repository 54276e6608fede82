import assert from 'node:assert/strict'
import { test } from 'node:test'
import { found, nextSort, pageOf, sorted } from './rows.ts'

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
test('every word that is sought stands somewhere in the row; figures are not sought', () => {
  const two = [...columns, { key: 'state', findBy: () => 'Ready' }]
  assert.deepEqual(found(rows, two, ' READY pod-9 '), [rows[1]])
  assert.deepEqual(found(rows, two, '3'), [])
  assert.equal(found(rows, two, ' '), rows)
})
test('a page that is not there is the last one, none is the first', () => {
  const many = Array.from({ length: 120 }, (_, index) => index)
  assert.deepEqual(
    { ...pageOf(many, 9, 50), shown: undefined },
    { page: 3, pages: 3, from: 101, to: 120, shown: undefined },
  )
  assert.deepEqual(pageOf(many, Number.NaN, 50).shown, many.slice(0, 50))
  assert.equal(pageOf([], 1, 50).to, 0)
})
