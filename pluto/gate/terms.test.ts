import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '@opads/kernel/problem'
import { etagOf, requireFresh, termsOf } from './terms.ts'

const terms = (headers: Record<string, string>) => termsOf(new Headers(headers))
const faultsOf = (headers: Record<string, string>) => {
  try {
    terms(headers)
  } catch (failure) {
    assert.ok(failure instanceof Problem)
    return failure.facts.count
  }
  return 0
}

test('what is asked of a write', () => {
  assert.deepEqual(terms({}), { key: undefined, ifMatch: undefined })
  assert.deepEqual(terms({ 'idempotency-key': 'a-1', 'if-match': '"a", W/"b"' }), {
    key: 'a-1',
    ifMatch: ['"a"', 'W/"b"'],
  })
  assert.equal(terms({ 'if-match': ' * ' }).ifMatch, '*')
})
test('what is malformed or too long is refused, both at once', () => {
  assert.equal(faultsOf({ 'idempotency-key': 'x'.repeat(200), 'if-match': `"${'x'.repeat(1998)}"` }), 0)
  assert.equal(faultsOf({ 'idempotency-key': 'x'.repeat(201), 'if-match': `"${'x'.repeat(1999)}"` }), 2)
  for (const key of ['', 'a b', 'ä']) assert.equal(faultsOf({ 'idempotency-key': key }), 1, key)
  for (const match of ['bare', '"a" "b"', '"a",', '']) assert.equal(faultsOf({ 'if-match': match }), 1, match)
})
test('a target that changed, and a weak tag, do not match', () => {
  const now = ['shop', 1]
  requireFresh(['"other"', etagOf(now)], now)
  requireFresh('*', now)
  for (const tags of [['"other"'], [`W/${etagOf(now)}`], [etagOf(['shop', 2])]])
    assert.throws(() => requireFresh(tags, now), { code: 'write.stale' })
})
