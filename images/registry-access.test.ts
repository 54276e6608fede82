import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitReference } from './reference.ts'
import { accountIn } from './registry-access.ts'

test('an account is found by its host, and its password does not print', () => {
  const auth = Buffer.from('me:pass:word').toString('base64')
  const { account, password } = accountIn(
    JSON.stringify({ auths: { 'a.example:5000': { auth } } }),
    'a.example:5000',
  )
  assert.deepEqual([account, password?.reveal(), String(password)], ['me', 'pass:word', '[secret]'])
  assert.deepEqual(accountIn('{}', 'a.example:5000'), {})
})
test('references are read as people write them', () => {
  const digest = `sha256:${'0'.repeat(64)}`
  const parts = (text: string) => Object.values(splitReference(text))
  assert.deepEqual(parts('registry.opads.internal:10500/opads/etcd:3.7.3'), [
    'registry.opads.internal:10500',
    'opads/etcd',
    '3.7.3',
  ])
  assert.deepEqual(parts(`a.example/b@${digest}`), ['a.example', 'b', digest])
  assert.deepEqual(parts(`localhost:5000/b:1@${digest}`), ['localhost:5000', 'b', digest])
  assert.deepEqual(parts('library/alpine'), ['', 'library/alpine', 'latest'])
  for (const bad of ['', 'A/B', 'a b', 'a:1:2', '../a', 'a.example/b@sha256:12'])
    assert.throws(() => splitReference(bad), { code: 'input.invalid' })
})
