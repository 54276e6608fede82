import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Built } from './delivery-shapes.ts'
import { decided, type OwnedRun, reported } from './end.ts'
import { ways } from './kinds/way.ts'
import { whyNotDecided } from './shown.ts'

const commit = 'c0ffee01'.repeat(5)
type Row = Parameters<typeof reported>[0]
const row = (given: Partial<Row>): Row => ({
  id: 42, kind: 'build', application: 'shop', environment: null, state: 'running', cause: 'push 1', ref: 'main', commit, title: 'Sell', release: null,
  follows: null, built_from: null, result: null, problem: null, attempts: 1, worker: 'a', lease_until: null, created_by: 'ann', created_at: new Date(0),
  started_at: null, finished_at: null, cancel_by: null, decided_by: null, ...given,
}) // biome-ignore format: a row
const deploy = (given: Partial<Row> = {}): OwnedRun => ({
  ...row({ kind: 'deploy', environment: 'prod', release: 7, built_from: 41, ...given }),
  tenant: 'payments',
})
const recipe = { base: 'node', build: [], include: ['.'], port: 8080, health: '/', env: {}, packaging: 'copy', startSeconds: 120, replicas: 1 } as const // biome-ignore format: one recipe
const result = { commit, image: 'shop@sha256:0', recipe } as unknown as Built

test('a build makes the next release and queues its deploy to sit', () => {
  const { state, release, next, event } = reported(row({}), { worker: 'a', result }, 8)
  assert.deepEqual([state, release?.number, event?.kind], ['succeeded', 8, 'build.succeeded'])
  assert.deepEqual(next, {
    kind: 'deploy', environment: 'sit', release: 8, commit, builtFrom: 42, application: 'shop', by: 'ann', title: 'Sell', cause: 'build 42',
  }) // biome-ignore format: a run
})
test('a build begins the way to sit', () => {
  const before = ways.sit
  Object.assign(ways, { sit: ['build', 'deploy'] })
  try {
    assert.equal(reported(row({}), { worker: 'a', result }, 8).next?.kind, 'build')
  } finally {
    Object.assign(ways, { sit: before })
  }
})
test('a build without a result is no success', () => {
  assert.throws(() => reported(row({}), { worker: 'a' }, 8), /did not report/)
})
test('a report of a worker that lost the run is refused', () => {
  assert.throws(() => reported(row({}), { worker: 'b', result }, 8), { code: 'run.lost-lease' })
  assert.throws(() => reported(row({ state: 'waiting', worker: null }), { worker: 'a' }, 8), {
    code: 'run.lost-lease',
  })
})
test('what waits and is approved goes to its worker', () => {
  const ending = decided(deploy({ state: 'waiting' }), 'mei', { approve: true }, 8)
  const { state, decidedBy, event, deployment } = ending
  assert.deepEqual(
    [state, decidedBy, event?.by, event?.kind, deployment],
    ['queued', 'mei', 'mei', 'deploy.approved', undefined],
  )
})
test('what waits and is refused fails, with who and why', () => {
  const refusal = { approve: false, because: 'not on\0Friday' } as const
  const { state, problem, decidedBy, event } = decided(deploy({ state: 'waiting' }), 'mei', refusal, 8)
  assert.deepEqual(
    [state, problem?.code, decidedBy, event?.by, event?.kind],
    ['failed', 'run.refused', 'mei', 'mei', 'deploy.failed'],
  )
  assert.deepEqual(problem?.facts, { by: 'mei', run: 42, because: 'not on␀Friday' })
})
test('what does not wait is not decided', () => {
  for (const state of ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const)
    assert.throws(() => decided(deploy({ state }), 'mei', { approve: true }, 8), { code: 'run.not-waiting' })
})
test('who began a run decides nothing about it: another person must, unless its kind says otherwise', () => {
  const own = { code: 'run.own', facts: { by: 'ann', run: 42, tenant: 'payments' } }
  for (const decision of [{ approve: true }, { approve: false, because: 'no' }] as const)
    assert.throws(() => decided(deploy({ state: 'waiting' }), 'ann', decision, 8), own)
  const asked = (account: string) => ({ begunBy: 'ann', account })
  assert.deepEqual([whyNotDecided({}, asked('ann')), whyNotDecided({}, asked('mei'))], ['run.own', undefined])
  assert.equal(whyNotDecided({ beginnerMayDecide: true }, asked('ann')), undefined)
})
test('nobody decides about a run whose beginner was not noted: it may be their own', () => {
  const run = deploy({ state: 'waiting', created_by: 'service:delivery' })
  assert.throws(() => decided(run, 'mei', { approve: true }, 8), { code: 'run.begun-by-unknown' })
})
