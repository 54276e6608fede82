import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Me } from '../../api/me.ts'
import { en } from '../../words/words.ts'
import { whyNotChange } from './why-not.ts'

const me = { account: 'mei', isAdmin: false, tenants: [], roles: {}, mustChange: false }

test('an admin of the tenant and of the platform may; others read why not', () => {
  assert.equal(whyNotChange(en, { ...me, isAdmin: true }, 'retail'), undefined)
  assert.equal(whyNotChange(en, { ...me, roles: { retail: 'admin' } }, 'retail'), undefined)
  const few: readonly Me['roles'][] = [{}, { retail: 'deployer' }, { other: 'admin' }]
  for (const roles of few)
    assert.match(
      whyNotChange(en, { ...me, roles }, 'retail')!,
      /^Your role in retail .* opads access explain member.change --tenant retail$/,
    )
})
