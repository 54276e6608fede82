import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attempts } from './attempts.ts'

test('ten tries bar the account from this address alone, until five minutes after the first', () => {
  let clock = 0
  const tries = attempts(() => clock)
  for (let count = 0; count < 10; count += 1) tries.begin('ann', 'a')
  clock = 60_000
  assert.throws(() => tries.begin('ann', 'a'), {
    code: 'account.too-many-attempts',
    facts: { waitSeconds: 240 },
  })
  tries.begin('ben', 'a')
  tries.begin('ann', 'b')
  clock = 300_001
  tries.begin('ann', 'a')
})
test('a right password forgets the wrong ones', () => {
  const tries = attempts(() => 0)
  for (let count = 0; count < 10; count += 1) tries.begin('ann', 'a')
  tries.passed('ann', 'a')
  for (let count = 0; count < 10; count += 1) tries.begin('ann', 'a')
  assert.throws(() => tries.begin('ann', 'a'), { code: 'account.too-many-attempts' })
})
test('a hundred tries from many addresses bar new ones, not the one where the password was right', () => {
  let clock = 0
  const tries = attempts(() => clock)
  tries.begin('ann', 'home')
  tries.passed('ann', 'home')
  for (let count = 0; count < 100; count += 1) tries.begin('ann', `thief ${count}`)
  clock = 600_000
  assert.throws(() => tries.begin('ann', 'new'), { facts: { waitSeconds: 3000 } })
  tries.begin('ben', 'new')
  for (let count = 0; count < 10; count += 1) tries.begin('ann', 'home')
  assert.throws(() => tries.begin('ann', 'home'), { code: 'account.too-many-attempts' })
  clock = 3_600_001
  tries.begin('ann', 'new')
})
