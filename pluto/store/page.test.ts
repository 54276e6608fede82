import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cursorOf, pageOf } from './page.ts'

const rows = (...ids: number[]) => ids.map((id) => ({ id }))
const idOf = ({ id }: { id: number }) => id

test('one row more than asked for means that there is a next page, and is not shown', () => {
  assert.deepEqual(pageOf(rows(9, 7, 4), 2, idOf), { items: [9, 7], next: '7' })
  assert.deepEqual(pageOf(rows(9, 7), 2, idOf), { items: [9, 7], next: null })
  assert.deepEqual(pageOf(rows(), 2, idOf), { items: [], next: null })
})
test('a cursor is a number that PostgreSQL takes, as we hand it out', () => {
  assert.equal(cursorOf(undefined), undefined)
  assert.equal(cursorOf('7'), 7)
  assert.equal(cursorOf('2147483647'), 2147483647)
  for (const cursor of ['', '0', '-1', '1.5', '1e3', '0x10', ' 7', '2147483648', '99999999999', 'app'])
    assert.throws(() => cursorOf(cursor), { code: 'input.invalid' }, cursor)
})
