import assert from 'node:assert/strict'
import { test } from 'node:test'
import { challengeOf, tokenUrl } from './registry-challenge.ts'

test('the place for tokens is read with service and scope', () => {
  const header = 'Bearer realm="https://auth.example/token",service="reg",scope="repository:a/b:pull,push"'
  assert.equal(
    tokenUrl(challengeOf(header)!),
    'https://auth.example/token?service=reg&scope=repository%3Aa%2Fb%3Apull%2Cpush',
  )
})
test('plain passwords are no challenge, and none is sent without TLS', () => {
  assert.equal(challengeOf('Basic realm="x"'), undefined)
  assert.equal(tokenUrl({ realm: 'http://auth.example/token' }), undefined)
})
