import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attempts } from './attempts.ts'

test('ten wrong passwords bar the account until five minutes after the first', () => {
  let clock = 0
  const tries = attempts(() => clock)
  for (let count = 0; count < 9; count += 1) tries.failed('ann')
  tries.check('ann')
  tries.failed('ann')
  clock = 60_000
  assert.throws(() => tries.check('ann'), {
    code: 'account.too-many-attempts',
    facts: { account: 'ann', waitSeconds: 240 },
  })
  tries.check('ben')
  clock = 300_001
  tries.check('ann')
})
test('a right password forgets the wrong ones', () => {
  const tries = attempts(() => 0)
  for (let count = 0; count < 9; count += 1) tries.failed('ann')
  tries.passed('ann')
  tries.failed('ann')
  tries.check('ann')
})
