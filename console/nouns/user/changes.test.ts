import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesOf } from './changes.ts'

const eva = { isAdmin: true, tenants: ['payments', 'research'] }
const role = 'viewer'

test('only what the person has changed is sent: the rest may be another by now', () => {
  assert.deepEqual(changesOf(eva, { isAdmin: true, tenants: ['research', 'payments'], role }), {})
  assert.deepEqual(changesOf(eva, { isAdmin: false, tenants: [...eva.tenants], role }), { isAdmin: false })
  assert.deepEqual(changesOf(eva, { isAdmin: true, tenants: ['payments'], role }), {
    tenants: ['payments'],
    role,
  })
})
