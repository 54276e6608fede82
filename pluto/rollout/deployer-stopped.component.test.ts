/** Deploys that are cancelled, whose worker dies or whose API server is unavailable: the database names what runs. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { waitFor } from '@opads/world/wait'
import { operator } from '../test-cloud/cloud.ts'
import {
  applied,
  crashedOf,
  database,
  deploy,
  done,
  fake,
  logOf,
  observe,
  over,
  pods,
  releaseOf,
  runOf,
  seen,
  set,
} from '../test-cloud/deploys.ts'

const cancelled = (run: number) => done(`POST /api/v1/runs/${run}/cancel`, { as: operator })
const recorded = async () =>
  (await done('GET /api/v1/applications/shop/deployments', { as: operator })).items.map(
    (one: { release: number }) => one.release,
  )
test('a deploy that is cancelled is put back as it ran: what the record shows is what runs', async () => {
  await set('scale', { replicas: 2 })
  const first = await deploy(1)
  observe(true)
  await over(first)
  const { run: scaled } = await set('scale', { replicas: 3 })
  await waitFor('three pods', async () => seen().replicas === 3, { everyMs: 30 })
  assert.equal((await cancelled(scaled)).state, 'cancelled')
  assert.equal(seen().replicas, 2)
  const second = await deploy(2)
  const { state, finishedAt, problem } = await cancelled(second)
  assert.deepEqual([state, problem], ['cancelled', null])
  assert.ok(finishedAt)
  assert.deepEqual([releaseOf(), seen().replicas], [1, 2])
  // Pods that become ready now do not record the cancelled deploy.
  observe(true)
  assert.deepEqual(await recorded(), [1])
  assert.deepEqual((await logOf(second)).slice(-2), [
    'operator cancelled it',
    'release 1 is put back as it ran',
  ])
  const { items } = await done('GET /api/v1/events?application=shop', { as: operator })
  assert.deepEqual(
    items.slice(0, 1).map(({ kind, text }: { kind: string; text: string }) => [kind, text]),
    [['deploy.cancelled', 'operator cancelled the deploy of release 2 to sit']],
  )
  await assert.rejects(cancelled(second), /run\.over/)
})
test('a first deploy that is cancelled leaves no Deployment, and the next one goes on', async () => {
  const run = await deploy(1)
  assert.equal((await cancelled(run)).state, 'cancelled')
  assert.equal(applied(), undefined)
  const next = await deploy(2)
  pods.push(crashedOf(1, 'of the one that was cancelled'))
  observe(false)
  await waitFor('its progress', async () => (await logOf(next)).includes('0 of 1 pods new and ready'), {
    everyMs: 30,
  })
  observe(true)
  assert.equal((await over(next)).state, 'succeeded')
  assert.equal((await runOf(run)).state, 'cancelled')
  assert.equal(releaseOf(), 2)
})
test('a deploy waits for the one that is being cancelled; one whose worker died is put back by the next', async () => {
  const first = await deploy(1)
  observe(true)
  await over(first)
  const release = fake.stall(/PATCH .*deployments/)
  const second = await done('POST /api/v1/applications/shop/deployments', {
    as: operator,
    body: { release: 2 },
  })
  await waitFor('it to work', async () => (await runOf(second.run)).state === 'running', { everyMs: 30 })
  const third = await done('POST /api/v1/applications/shop/deployments', {
    as: operator,
    body: { release: 2 },
  })
  // Another worker took it and died: its lease expired.
  await database
    .updateTable('run')
    .set({ worker: 'dead', cancel_by: 'me', lease_until: new Date(0) })
    .where('id', '=', second.run)
    .execute()
  release()
  assert.equal((await over(second.run)).state, 'cancelled')
  assert.equal((await logOf(second.run)).at(-1), 'release 1 is put back as it ran')
  await waitFor('release 2 to be applied', async () => releaseOf() === 2, { everyMs: 30 })
  observe(true)
  assert.equal((await over(third.run)).state, 'succeeded')
  assert.deepEqual(await recorded(), [2, 1])
})
test('an API server that is away in the middle of a put-back: it is put back later', async () => {
  const first = await deploy(1)
  observe(true)
  await over(first)
  const second = await deploy(2)
  const stop = fake.fail(/PATCH/, 'away')
  const answer = cancelled(second)
  await waitFor('it to be refused', async () => (await logOf(second)).includes('operator cancelled it'), {
    everyMs: 30,
  })
  const before = fake.calls.length
  await waitFor('it to be asked again', async () => fake.calls.length > before, { everyMs: 30 })
  stop()
  assert.equal((await over(second)).state, 'cancelled')
  assert.equal(releaseOf(), 1)
  await answer
})
test('while an API server is silent the lease is renewed, and nobody else begins', async () => {
  const answer = fake.stall(/PATCH .*deployments/)
  const { run } = await done('POST /api/v1/applications/shop/deployments', {
    as: operator,
    body: { release: 1 },
  })
  const leased = async () => {
    const row = await database
      .selectFrom('run')
      .select('lease_until')
      .where('id', '=', run)
      .executeTakeFirst()
    return row?.lease_until?.getTime()
  }
  const first = await waitFor('its lease', leased, { everyMs: 30 })
  // More than the first renewal, at the start.
  await waitFor('it to be renewed', async () => ((await leased()) ?? 0) > first + 2000, { everyMs: 100 })
  answer()
  await waitFor('it to be applied', async () => releaseOf() === 1, { everyMs: 30 })
  observe(true)
  const { state, attempts } = await over(run)
  assert.deepEqual([state, attempts], ['succeeded', 1])
})
