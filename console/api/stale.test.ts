import assert from 'node:assert/strict'
import { test } from 'node:test'
import { staleKeys, staleKeysOf } from './stale.ts'

test('a run makes itself, the lists and its application old', () => {
  assert.deepEqual(staleKeys({ topic: 'run', application: 'hello', run: 7 }), [
    ['runs'],
    ['releases', 'hello'],
    ['deployments', 'hello'],
    ['application', 'hello'],
    ['applications'],
    ['run', 7],
  ])
})
test('many changes of the same pods are read once', () => {
  const change = { topic: 'pods', application: 'hello' } as const
  assert.deepEqual(staleKeysOf([change, change, { topic: 'event', application: 'hello' }]), [
    ['pods', 'hello'],
    ['application', 'hello'],
    ['applications'],
    ['events'],
  ])
})
