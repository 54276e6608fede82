/** Deploys from lease to end, on a real PostgreSQL and a fake cluster whose pods the test controls. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { said } from '@opads/kernel/message'
import { waitFor } from '@opads/world/wait'
import { because } from '../pod/row.ts'
import { ways } from '../run/kinds/way.ts'
import { operator } from '../test-cloud/cloud.ts'
import {
  applied,
  crashedOf,
  database,
  deploy,
  deployments,
  done,
  logOf,
  nodes,
  objects,
  observe,
  over,
  pods,
  publishPods,
  refused,
  releaseOf,
  runOf,
  seen,
  set,
  templateOf,
} from '../test-cloud/deploys.ts'

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
test('a release that runs and is never ready says so, with the last words of its pod', async () => {
  const first = await deploy(1)
  observe(true)
  await over(first)
  const second = await deploy(2)
  pods.push({ ...crashedOf(2), state: 'starting', ...because(said('kube.unready', { path: '/healthz' })) })
  observe(false)
  Object.assign(deployments[0]!, { late: said('kube.ProgressDeadlineExceeded') })
  publishPods()
  const { problem } = await over(second)
  assert.match(problem.sentence, /not ready in time: pod shop-2: .* health check \/healthz does not succeed/)
  assert.match(problem.next, new RegExp(`opads run logs ${second}; .*opads app logs shop --env sit`))
  assert.ok((await logOf(second)).some((text) => text.includes('/pods/shop-2/log')))
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
/** Release 1 runs with 2 pods, COLOUR and KEY; then all of them are changed, and not deployed yet. */
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
  // A run deploys the changed settings and does not become ready.
  for (const { run } of runs.slice(1))
    await done(`POST /api/v1/runs/${run}/cancel`, { as: operator }).catch(() => {})
  const { run } = runs[0]
  pods.push(crashedOf(1))
  observe(false)
  assert.equal((await over(run)).state, 'failed')
  assert.deepEqual(seen(), once)
  const log = await logOf(run)
  assert.ok(log.includes('set by now, but not what it runs with: COLOUR, KEY, NEW, OLD'), log.join('\n'))
  // The changed settings stay: the next deploy uses them.
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
  // Every node seems to support them by now, but the pods do not start.
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
  // Scaling keeps the pods' setting while nodes are unknown.
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
    application: 'shop', environment: 'sit', release: 1, template: templateOf(), wanted: 1, all: 1, updated: 1, available: 0, generation: 1, isSeen: true, late: said('kube.too-long'),
  }) // biome-ignore format: one row
  publishPods()
  assert.equal((await over(run)).state, 'failed')
  assert.equal(applied(), undefined)
})
test('a deploy that a person asks for begins with the first run of the way there', async () => {
  const before = ways.uat
  Object.assign(ways, { uat: ['build', 'deploy'] })
  try {
    const body = { release: 1, environment: 'uat' }
    const { run } = await done('POST /api/v1/applications/shop/deployments', { as: operator, body })
    const { kind, environment, release } = await runOf(run)
    assert.deepEqual([kind, environment, release], ['build', 'uat', 1])
  } finally {
    Object.assign(ways, { uat: before })
  }
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
