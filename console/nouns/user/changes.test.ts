import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesOf } from './changes.ts'

const eva = { isAdmin: true, tenants: ['payments', 'research'] }

test('only what the person has changed is sent: the rest may be another by now', () => {
  assert.deepEqual(changesOf(eva, { isAdmin: true, tenants: ['research', 'payments'] }), {})
  assert.deepEqual(changesOf(eva, { isAdmin: false, tenants: [...eva.tenants] }), { isAdmin: false })
  assert.deepEqual(changesOf(eva, { isAdmin: true, tenants: ['payments'] }), { tenants: ['payments'] })
})
