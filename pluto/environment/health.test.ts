import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '@opads/kernel/problem'
import type { PodRow } from '../pod/row.ts'
import type { DeploymentRow } from '../rollout/progress.ts'
import { healthOf } from './health.ts'

const whole: DeploymentRow = {
  application: 'shop',
  environment: 'sit',
  release: 1,
  template: 'new',
  wanted: 2,
  all: 2,
  updated: 2,
  available: 2,
  generation: 1,
  isSeen: true,
  late: null,
}
const crashed = { name: 'shop-1', state: 'crashed', reason: 'exit 3' } as PodRow

test('without a Deployment nothing is there, or the first comes', () => {
  assert.deepEqual(healthOf(undefined, [], false), { state: 'none', reason: null })
  assert.deepEqual(healthOf(undefined, [], true), { state: 'working', reason: 'first deployment' })
})
test('all pods ready is healthy and needs no words', () => {
  assert.deepEqual(healthOf(whole, [], false), { state: 'healthy', reason: null })
})
test('a run that works here, or a controller that has not looked yet, is work under way', () => {
  const working = { state: 'working', reason: '2 of 2 pods new and ready' }
  assert.deepEqual(healthOf(whole, [], true), working)
  assert.deepEqual(healthOf({ ...whole, isSeen: false }, [], false), working)
  assert.deepEqual(healthOf({ ...whole, updated: 1 }, [], false), {
    state: 'working',
    reason: '1 of 2 pods new and ready',
  })
})
test('scaled to none is stopped, not failed', () => {
  const none = { ...whole, wanted: 0, all: 0, updated: 0, available: 0 }
  assert.deepEqual(healthOf(none, [], false), { state: 'stopped', reason: 'scaled to none' })
})
test('too few pods is failed with the crash or the lateness as reason, else it works', () => {
  const few = { ...whole, available: 1 }
  assert.deepEqual(healthOf(few, [crashed], false), {
    state: 'failed',
    reason: 'pod shop-1 crashed: exit 3',
  })
  assert.deepEqual(healthOf({ ...few, late: 'too long' }, [], false), { state: 'failed', reason: 'too long' })
  assert.deepEqual(healthOf(few, [], false), { state: 'working', reason: '1 of 2 pods ready' })
})
test('a crash of one too many does not make what serves failed', () => {
  assert.equal(healthOf(whole, [crashed], false).state, 'healthy')
})
test('what the cluster does not say is not made up', () => {
  const unknown = { since: new Date(), problem: new Problem('kube.away', { reason: 'closed' }) }
  const reason = 'The API server does not answer: closed'
  assert.deepEqual(healthOf(whole, [], false, unknown), { state: 'unknown', reason })
  assert.deepEqual(healthOf(undefined, [], true, unknown), { state: 'unknown', reason })
})
