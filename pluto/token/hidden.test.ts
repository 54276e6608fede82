import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { withoutTokens } from './hidden.ts'

test('tokens are hidden, names are not', () => {
  const token = `opads_${randomBytes(32).toString('base64url')}`
  assert.equal(withoutTokens(`from ${token} to ${token}.`), 'from opads_… to opads_….')
  for (const text of ['', 'shop', 'opads_operator', 'opads-system']) assert.equal(withoutTokens(text), text)
})
