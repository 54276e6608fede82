import assert from 'node:assert/strict'
import { test } from 'node:test'
import { said } from '@opads/kernel/message'
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
const crashed = { name: 'shop-1', state: 'crashed', message: said('kube.exited', { exitCode: 3 }) } as PodRow

test('without a Deployment nothing is there, or the first comes', () => {
  assert.deepEqual(healthOf(undefined, [], false), { state: 'none', message: null })
  assert.deepEqual(healthOf(undefined, [], true), {
    state: 'working',
    message: said('environment.first-deployment'),
  })
})
test('all pods ready is healthy and needs no words', () => {
  assert.deepEqual(healthOf(whole, [], false), { state: 'healthy', message: null })
})
test('a run that works here, or a controller that has not looked yet, is work under way', () => {
  const working = (ready: number) => ({
    state: 'working',
    message: said('environment.pods-new', { ready, wanted: 2 }),
  })
  assert.deepEqual(healthOf(whole, [], true), working(2))
  assert.deepEqual(healthOf({ ...whole, isSeen: false }, [], false), working(0))
  assert.deepEqual(healthOf({ ...whole, updated: 1 }, [], false), working(1))
})
test('scaled to none is stopped, not failed', () => {
  const none = { ...whole, wanted: 0, all: 0, updated: 0, available: 0 }
  assert.deepEqual(healthOf(none, [], false), { state: 'stopped', message: said('environment.no-pods') })
})
test('too few pods is failed with the crash or the lateness as reason, else it works', () => {
  const few = { ...whole, available: 1 }
  assert.deepEqual(healthOf(few, [crashed], false), {
    state: 'failed',
    message: said('environment.pod-crashed', {
      pod: 'shop-1',
      reason: said('kube.exited', { exitCode: 3 }),
    }),
  })
  assert.deepEqual(healthOf({ ...few, late: said('kube.too-long') }, [], false), {
    state: 'failed',
    message: said('kube.too-long'),
  })
  const unready = { name: 'shop-2', state: 'starting', template: 'new', message: said('kube.unready', { path: '/' }) } as PodRow // biome-ignore format: one row
  assert.deepEqual(healthOf({ ...few, late: said('kube.too-long') }, [unready], false), {
    state: 'failed',
    message: said('environment.pod-waits', { pod: 'shop-2', reason: unready.message! }),
  })
  assert.deepEqual(healthOf(few, [], false), {
    state: 'working',
    message: said('environment.pods-ready', { ready: 1, wanted: 2 }),
  })
})
test('a crash of one too many does not make what serves failed', () => {
  assert.equal(healthOf(whole, [crashed], false).state, 'healthy')
})
test('what the cluster does not say is not made up', () => {
  const unknown = { since: new Date(), problem: new Problem('kube.away', { reason: 'closed' }) }
  const message = { code: 'kube.away', facts: { reason: 'closed' } }
  assert.deepEqual(healthOf(whole, [], false, unknown), { state: 'unknown', message })
  assert.deepEqual(healthOf(undefined, [], true, unknown), { state: 'unknown', message })
})
