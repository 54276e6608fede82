/** Deploys from lease to end, on rows of a real PostgreSQL and a cluster whose pods the test moves. */
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { recipe } from '@opads/delivery/contract'
import { waitFor } from '@opads/world/wait'
import { workOnDeploys } from './deployer.ts'
import type { PodRow } from './pod-row.ts'
import { enqueue } from './runs.ts'
import { cloud, operator } from './test-cloud/cloud.ts'

const { done, refused, database, kube, live, changes, key, objects, fake, deployments, pods, nodes, stop } =
  await cloud()
const ending = new AbortController()
const work = workOnDeploys({
  database,
  kube,
  live,
  changes,
  key,
  domain: 'main.localhost',
  worker: 'one',
  turn: () => {},
  signal: ending.signal,
})
after(async () => {
  ending.abort()
  await work
  await stop()
})
await done('POST /api/v1/tenants', { as: operator, body: { name: 'ours' } })
const path = '/apis/apps/v1/namespaces/ours-sit/deployments/shop'
const applied = () =>
  objects.get(path) as
    | {
        metadata: { generation: number }
        spec: {
          replicas: number
          template: { metadata: { annotations: Record<string, string> }; spec: { hostUsers?: boolean } }
        }
      }
    | undefined
const releaseOf = () => Number(applied()?.spec.template.metadata.annotations['opads.io/release'] ?? 0)
const tell = () => changes.tell({ topic: 'pods', application: 'shop' })
/** The controller: what the Deployment is now, and whether its pods are ready. */
const observe = (isReady: boolean) => {
  const { metadata, spec } = applied()!
  const count = isReady ? spec.replicas : 0
  deployments.splice(0, 1, {
    application: 'shop', environment: 'sit', release: releaseOf(), template: templateOf(), wanted: spec.replicas, all: spec.replicas, updated: spec.replicas,
    available: count, generation: metadata.generation, isSeen: true, late: null,
  }) // biome-ignore format: one row
  tell()
}
const templateOf = () => applied()!.spec.template.metadata.annotations['opads.io/template']!
const crashedOf = (release: number, template = templateOf()): PodRow => ({
  name: `shop-${release}`, namespace: 'ours-sit', application: 'shop', environment: 'sit', node: 'node-1', nodeSelector: {}, state: 'crashed',
  reason: 'exit 3', restarts: 1, release, template, address: null, createdAt: '2026-01-01T00:00:00Z', startedAt: null,
}) // biome-ignore format: one row
const runOf = (id: number) => done(`GET /api/v1/runs/${id}`, { as: operator })
const over = (id: number) =>
  waitFor(
    `run ${id} to end`,
    async () => {
      const run = await runOf(id)
      return run.finishedAt !== null && run
    },
    { boundMs: 20_000, everyMs: 30 },
  )
const logOf = async (id: number) =>
  (await database.selectFrom('run_log').select('text').where('run', '=', id).orderBy('seq').execute()).map(
    ({ text }) => text,
  )
const deploy = async (release: number) => {
  const { run } = await done('POST /api/v1/applications/shop/deployments', {
    as: operator,
    body: { release },
  })
  await waitFor(`release ${release} to be applied`, async () => releaseOf() === release, {
    boundMs: 20_000,
    everyMs: 30,
  })
  return run as number
}

beforeEach(async () => {
  await database.deleteFrom('application').execute()
  objects.clear()
  deployments.splice(0)
  pods.splice(0)
  nodes.haveUserNamespaces = true
  await done('POST /api/v1/applications', { as: operator, body: { name: 'shop', tenant: 'ours' } })
  for (const number of [1, 2]) {
    const run = await enqueue(database, {
      kind: 'build',
      application: 'shop',
      cause: `build ${number}`,
      by: 'me',
    })
    const image = `registry.opads.internal/applications/ours/shop@sha256:${String(number).repeat(64)}`
    const values = { application: 'shop', number, commit: 'abc', title: null, image, run, created_by: 'me' }
    await database
      .insertInto('release')
      .values({ ...values, recipe: JSON.stringify(recipe.parse({ base: 'static' })) })
      .execute()
  }
})

test('a release that becomes ready is deployed, and only then', async () => {
  const run = await deploy(1)
  observe(false)
  await waitFor('its progress', async () => (await logOf(run)).includes('0 of 1 pods new and ready'), {
    everyMs: 30,
  })
  assert.equal((await runOf(run)).state, 'running')
  observe(true)
  assert.equal((await over(run)).state, 'succeeded')
  const { items } = await done('GET /api/v1/applications/shop/deployments', { as: operator })
  assert.deepEqual(
    items.map((one: { release: number }) => one.release),
    [1],
  )
})
test('a release that crashes is put back, with the last words of its pod', async () => {
  const first = await deploy(1)
  observe(true)
  await over(first)
  const second = await deploy(2)
  pods.push(crashedOf(2))
  observe(false)
  const { state, problem } = await over(second)
  assert.deepEqual([state, problem.code], ['failed', 'deploy.not-ready'])
  assert.match(problem.sentence, /pod shop-2 crashed: exit 3/)
  assert.equal(releaseOf(), 1)
  const log = await logOf(second)
  assert.ok(log.some((text) => text.includes('/pods/shop-2/log')))
  assert.equal(log.at(-1), 'release 1 is put back as it ran')
})
test('pods that crash with the settings of before are not held against the same release with new ones', async () => {
  const first = await deploy(1)
  observe(true)
  await over(first)
  pods.push(crashedOf(1))
  nodes.haveUserNamespaces = false
  for (const change of [
    () => set('secrets', { values: { KEY: 'new' } }),
    () => set('scale', { replicas: 1 }),
  ]) {
    const { run } = await change()
    await waitFor('it to be applied', async () => (await logOf(run)).length > 0, { everyMs: 30 })
    observe(false)
    await waitFor('its progress', async () => (await logOf(run)).length > 1, { everyMs: 30 })
    observe(true)
    assert.equal((await over(run)).state, 'succeeded', (await logOf(run)).join(' | '))
    nodes.haveUserNamespaces = true
    pods.splice(0, 1, crashedOf(1))
  }
})
/** What pods of the cluster see. */
const seen = () => {
  const { data } = objects.get('/api/v1/namespaces/ours-sit/secrets/shop') as unknown as {
    data: Record<string, string>
  }
  const values = Object.entries(data).map(([name, value]) => [name, Buffer.from(value, 'base64').toString()])
  return { replicas: applied()!.spec.replicas, release: releaseOf(), ...Object.fromEntries(values) }
}
const set = (what: string, body: object) =>
  done(`PUT /api/v1/applications/shop/environments/sit/${what}`, { as: operator, body })
/** Release 1 runs with 2 pods, COLOUR and KEY; then all of it is set otherwise, and not yet taken over. */
async function settingsOfTwoDays() {
  await set('config', { values: { COLOUR: 'red', OLD: 'gone later' } })
  await set('secrets', { values: { KEY: 'first key' } })
  await set('scale', { replicas: 2 })
  const first = await deploy(1)
  observe(true)
  await over(first)
  const change = { COLOUR: 'blue', OLD: null, NEW: 'new' }
  const changed = await set('config', { values: change })
  await waitFor('it to be applied', async () => seen().COLOUR === 'blue', { everyMs: 30 })
  const runs = [
    changed,
    await set('secrets', { values: { KEY: 'second key' } }),
    await set('scale', { replicas: 3 }),
  ]
  return { once: { COLOUR: 'red', OLD: 'gone later', KEY: 'first key', replicas: 2, release: 1 }, runs }
}
test('what is put back has the variables, secrets and number of pods that it ran with', async () => {
  const { once, runs } = await settingsOfTwoDays()
  // What was set is taken over by a run, and that does not become ready.
  for (const { run } of runs.slice(1))
    await done(`POST /api/v1/runs/${run}/cancel`, { as: operator }).catch(() => {})
  const { run } = runs[0]
  pods.push(crashedOf(1))
  observe(false)
  assert.equal((await over(run)).state, 'failed')
  assert.deepEqual(seen(), once)
  const log = await logOf(run)
  assert.ok(log.includes('set by now, but not what it runs with: COLOUR, KEY, NEW, OLD'), log.join('\n'))
  // What is set stays set: the next deploy takes it.
  pods.splice(0)
  const next = await deploy(2)
  assert.deepEqual(seen(), { COLOUR: 'blue', NEW: 'new', KEY: 'second key', replicas: 3, release: 2 })
  observe(true)
  await over(next)
})
test('the way back restores what ran, makes it what is set, and says what differs', async () => {
  const { once, runs } = await settingsOfTwoDays()
  for (const { run } of runs) await done(`POST /api/v1/runs/${run}/cancel`, { as: operator }).catch(() => {})
  const second = await deploy(2)
  observe(true)
  await over(second)
  const body = { release: 1, asItRan: true }
  const ask = (query = '') =>
    done(`POST /api/v1/applications/shop/deployments${query}`, { as: operator, body })
  const restores = { variables: ['COLOUR', 'KEY', 'NEW', 'OLD'], replicas: { from: 3, to: 2 } }
  assert.deepEqual(await ask('?dryRun=true'), { run: null, restores })
  assert.equal(seen().COLOUR, 'blue')
  const { run, ...said } = await ask()
  assert.deepEqual(said, { restores })
  await waitFor('release 1 to be applied', async () => releaseOf() === 1, { everyMs: 30 })
  assert.deepEqual(seen(), once)
  observe(true)
  await over(run)
  const { items } = await done('GET /api/v1/applications/shop/environments/sit/config', { as: operator })
  assert.deepEqual(
    items.map((one: { name: string; value: string | null }) => [one.name, one.value]),
    [
      ['COLOUR', 'red'],
      ['KEY', null],
      ['OLD', 'gone later'],
    ],
  )
  assert.deepEqual((await ask('?dryRun=true')).restores, { variables: [], replicas: null })
  const kept = JSON.stringify(await database.selectFrom('deployment').select('settings').execute())
  assert.ok(kept.includes('COLOUR') && !kept.includes('first key') && !kept.includes('red'))
  const never = { as: operator, body: { ...body, environment: 'prod' } }
  const refusal = await refused('POST /api/v1/applications/shop/deployments', never)
  assert.deepEqual(refusal, [409, 'release.never-ran'])
})
test('pods get user namespaces when nodes can, at a deploy; what is put back has what it had', async () => {
  const hostUsers = () => applied()!.spec.template.spec.hostUsers
  nodes.haveUserNamespaces = false
  const first = await deploy(1)
  assert.equal(hostUsers(), undefined)
  observe(true)
  await over(first)
  // Every node can by now, it seems; but the pods do not start.
  nodes.haveUserNamespaces = true
  const second = await deploy(2)
  assert.equal(hostUsers(), false)
  pods.push(crashedOf(2))
  observe(false)
  assert.equal((await over(second)).state, 'failed')
  assert.deepEqual([releaseOf(), hostUsers()], [1, undefined])
  pods.splice(0)
  const third = await deploy(2)
  observe(true)
  await over(third)
  // A change of the number of pods begins none anew while nodes are not known.
  nodes.haveUserNamespaces = undefined
  const { run } = await set('scale', { replicas: 2 })
  await waitFor('two pods', async () => seen().replicas === 2, { everyMs: 30 })
  assert.equal(hostUsers(), false)
  observe(true)
  await over(run)
})
test('a first release that never runs leaves no Deployment that tries for ever', async () => {
  const run = await deploy(1)
  deployments.splice(0, 1, {
    application: 'shop', environment: 'sit', release: 1, template: templateOf(), wanted: 1, all: 1, updated: 1, available: 0, generation: 1, isSeen: true, late: 'it takes too long',
  }) // biome-ignore format: one row
  tell()
  assert.equal((await over(run)).state, 'failed')
  assert.equal(applied(), undefined)
})
test('a variable that changes rolls over what runs, as a secret of the cluster', async () => {
  const first = await deploy(1)
  observe(true)
  await over(first)
  const body = { values: { KEY: 'hidden' } }
  const { run } = await done('PUT /api/v1/applications/shop/environments/sit/secrets', { as: operator, body })
  await waitFor('it to be applied again', async () => applied()?.metadata.generation === 2, { everyMs: 30 })
  const secret = objects.get('/api/v1/namespaces/ours-sit/secrets/shop') as unknown as { data: object }
  assert.deepEqual(secret.data, { KEY: 'aGlkZGVu' })
  observe(true)
  assert.equal((await over(run)).state, 'succeeded')
})
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
  // The pods of the cancelled one become ready all the same: nobody hears of it.
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
  // Another worker took it, and died: its lease is over.
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
  // More than the one renewal with which it begins.
  await waitFor('it to be renewed', async () => ((await leased()) ?? 0) > first + 2000, { everyMs: 100 })
  answer()
  await waitFor('it to be applied', async () => releaseOf() === 1, { everyMs: 30 })
  observe(true)
  const { state, attempts } = await over(run)
  assert.deepEqual([state, attempts], ['succeeded', 1])
})
