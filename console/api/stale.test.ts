import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routes } from '../routes.ts'
import { type Change, staleKeysOf } from './stale.ts'

const stale = (...changes: Change[]) =>
  staleKeysOf(routes, changes)
    .map((key) => key.join(' '))
    .sort()

test('a run makes itself, the lists and its application old', () => {
  assert.deepEqual(stale({ topic: 'run', application: 'hello', run: 7 }), [
    'application hello',
    'applications',
    'deployments hello',
    'releases hello',
    'run 7',
    'runs',
    'variables hello', // a deploy may set them, and the number of pods
  ])
})
test('many changes of the same pods are read once', () => {
  const change = { topic: 'pods', application: 'hello' } as const
  assert.deepEqual(stale(change, change, { topic: 'event', application: 'hello' }), [
    'application hello',
    'applications',
    'events',
    'pods hello',
  ])
})
test('an application takes what hangs on it along', () => {
  assert.deepEqual(stale({ topic: 'application', application: 'hello' }), [
    'application hello',
    'applications',
    'releases hello',
    'tenants',
    'variables hello',
  ])
})
