import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stillOrder } from './still.ts'

const same = (key: string) => key
test('rows that were there keep their places, new ones come last', () => {
  assert.deepEqual(stillOrder(['new', 'c', 'a', 'b'], same, ['a', 'b', 'c']), ['a', 'b', 'c', 'new'])
})
test('a row that is gone leaves no hole', () => {
  assert.deepEqual(stillOrder(['c', 'a'], same, ['a', 'b', 'c']), ['a', 'c'])
})
