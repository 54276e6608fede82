import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contract } from '@opads/pluto/contract'
import { askNewPassword } from './new-password.ts'

const { body: atServer } = contract['PUT /api/v1/me/password']
const current = 'first-password-0'
const asked = async (...entries: readonly string[]) => {
  const left = [...entries]
  const answer = await askNewPassword('ann', current, { ask: async () => left.shift()! }).catch(
    ({ code, message }: { code: string; message: string }) => `${code}: ${message}`,
  )
  return [answer, left.length]
}

test('what the server would refuse is refused at the first entry', async () => {
  assert.deepEqual(await asked('too-short-1', 'too-short-1'), [
    'input.invalid: the new password has 1 fault: takes at least 12 characters',
    1,
  ])
  assert.deepEqual(await asked(current, current), [
    'input.invalid: the new password has 1 fault: is the current password',
    1,
  ])
  for (const password of ['too-short-1', current])
    assert.equal(atServer.safeParse({ current, password }).success, false)
})
test('what is right is asked for twice, and must be the same', async () => {
  assert.deepEqual(await asked('long-enough-1', 'long-enough-1'), ['long-enough-1', 0])
  assert.equal(atServer.safeParse({ current, password: 'long-enough-1' }).success, true)
  assert.match(String((await asked('long-enough-1', 'long-enough-2'))[0]), /^use\.not-same/)
})
