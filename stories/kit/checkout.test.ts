import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leftOf } from './checkout.ts'

test('only folders of processes that have ended are left over', () => {
  const names = [
    'opads-checkout-12-aB3xYz',
    'opads-checkout-34-aB3xYz',
    'opads-checkout-notes',
    'opads-12-x',
    '12-x',
  ]
  assert.deepEqual(
    leftOf(names, (pid) => pid === 34),
    ['opads-checkout-12-aB3xYz'],
  )
})
