import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canaries, canary } from './test-canaries.ts'

const { plant, in: found } = canaries()
const secret = plant('password', canary('password'))
plant('token', 'opads_A-b_C0123456789')
const word = secret.split(' ').at(-1)!

test('a secret is found in every form, also inside a longer text that is encoded as a whole', () => {
  const encoded = (text: string) => [
    text,
    JSON.stringify({ text }),
    JSON.stringify(JSON.stringify({ text })),
    encodeURIComponent(text),
    new URLSearchParams({ text }).toString(),
    Buffer.from(text).toString('base64'),
    Buffer.from(text).toString('base64url'),
    Buffer.from(text).toString('hex'),
  ]
  for (const before of ['', 'a', 'me', 'me:', 'four'])
    for (const after of ['', 'z', 'ly'])
      for (const text of encoded(`${before}${secret}${after}`)) {
        const one = found(`… ${text} …`)
        assert.equal(one.length, 1, text)
        assert.match(one[0]!, /^password as /)
      }
  assert.deepEqual(found(`…${word}`), ['password as part'])
})
test('nothing is found where nothing is', () => {
  for (const text of ['', 'password', secret.slice(0, -1), Buffer.from(word.slice(1)).toString('base64')])
    assert.deepEqual(found(text), [])
})
