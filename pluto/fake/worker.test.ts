/** The fake's worker, and how a test makes the fake misbehave. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '@opads/kernel/problem'
import { callOf } from './cases/play.ts'
import { words } from './cases/start.ts'
import { clockOf } from './clock.ts'
import { fakePluto } from './pluto.ts'

const build = 'POST /api/v1/applications/shop/builds'

async function working() {
  const fake = await fakePluto({ ...words, clock: clockOf(0) })
  const call = callOf(fake.fetch)
  const as = words.operator
  await call('POST /api/v1/tenants', { as, body: { name: 'ours' } })
  await call('POST /api/v1/applications', { as, body: { name: 'shop', tenant: 'ours' } })
  const get = async (path: string) => {
    const answer = await call(`GET /api/v1${path}`, { as })
    return answer.json() as Promise<Record<string, unknown>>
  }
  /** Begins a run, and waits until it has ended; then its sit. */
  const ended = async (route: string, body: object) => {
    const { run } = (await (await call(route, { as, body })).json()) as { run: number }
    await (await call(`GET /api/v1/runs/${run}/log?follow=true`, { as })).text()
    return run
  }
  const sit = async () => {
    const { environments } = (await get('/applications/shop')) as { environments: object[] }
    return environments[0] as { state: string; release: number; podsReady: number; podsWanted: number }
  }
  fake.work()
  return { ...fake, call, as, get, ended, sit }
}
/** A build and the deploy that it leads to. */
async function released({ ended, get, call, as }: Awaited<ReturnType<typeof working>>) {
  const { ledTo } = await get(`/runs/${await ended(build, {})}`)
  const [deploy] = ledTo as number[]
  await (await call(`GET /api/v1/runs/${deploy}/log?follow=true`, { as })).text()
  return get(`/runs/${deploy}`)
}

test('a build leads to a release, and its deploy to ready pods', async () => {
  const fake = await working()
  assert.equal((await released(fake)).state, 'succeeded')
  assert.partialDeepStrictEqual(await fake.sit(), {
    state: 'healthy',
    release: 1,
    podsReady: 1,
    podsWanted: 1,
  })
  await fake.ended('PUT /api/v1/applications/shop/environments/sit/scale', { replicas: 3 })
  assert.partialDeepStrictEqual(await fake.sit(), { state: 'healthy', podsReady: 3, podsWanted: 3 })
  fake.stop()
})
test('a deploy that fails or is cancelled leaves what ran before', async () => {
  const fake = await working()
  await released(fake)
  const before = await fake.sit()
  const fault = { code: 'deploy.not-ready', sentence: 'It did not become ready: exit 3', next: 'Correct it.' }
  fake.control.endRuns(({ kind }) => (kind === 'deploy' ? fault : undefined))
  const failed = await released(fake)
  assert.deepEqual([failed.state, failed.problem], ['failed', fault])
  assert.deepEqual(await fake.sit(), before)
  fake.control.endRuns(() => undefined)
  const go = fake.control.holdRuns()
  const deploy = { release: 2 }
  const asked = await fake.call('POST /api/v1/applications/shop/deployments', { as: fake.as, body: deploy })
  const { run } = (await asked.json()) as { run: number }
  const cancelled = await fake.call(`POST /api/v1/runs/${run}/cancel`, { as: fake.as })
  assert.equal(((await cancelled.json()) as { state: string }).state, 'cancelled')
  go()
  assert.deepEqual(await fake.sit(), before)
  fake.stop()
})
test('the fake fails, stalls and is away when it is told to', async () => {
  const { control, call, as, stop } = await working()
  const list = 'GET /api/v1/runs'
  control.failNext(list, new Problem('run.unknown', { run: 0 }))
  assert.deepEqual([(await call(list, { as })).status, (await call(list, { as })).status], [404, 200])
  const go = control.stall(list)
  const stalled = call(list, { as })
  assert.equal((await call('GET /healthz', {})).status, 200)
  assert.equal(await Promise.race([stalled.then(() => 'answered'), Promise.resolve('stalled')]), 'stalled')
  go()
  assert.equal((await stalled).status, 200)
  control.away(1, list)
  assert.deepEqual(
    [(await call(list, { as })).status, (await call(list, { as })).status, (await call(list, { as })).status],
    [200, 503, 200],
  )
  assert.equal(control.calls(list), 5)
  stop()
})
