/** What Pluto reports of a cluster that it cannot read: the real list-watch against an API server that refuses. */
import assert from 'node:assert/strict'
import { after, mock, test } from 'node:test'
import { Problem } from '@opads/kernel/problem'
import { fakeKube } from '@opads/world/kube/fake'
import { listWatch, type WatchState } from '@opads/world/kube/list-watch'
import type { Change } from '../stream/shapes.ts'
import { live as liveOf, unknownOf } from './rows.ts'

const ending = new AbortController()
after(() => ending.abort())
const until = async (what: string, is: () => boolean) => {
  for (const late = performance.now() + 20_000; !is(); ) {
    assert.ok(performance.now() < late, what)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
const node = (name: string, status: string) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name },
  status: {
    conditions: [{ type: 'Ready', status }],
    nodeInfo: { kubeletVersion: 'v1.37.2', kernelVersion: '6.18.44' },
    runtimeHandlers: [{ name: '', features: { userNamespaces: true } }],
  },
})

test('nodes that may not be listed are not known, by the reason; applications are; both when it is allowed', async () => {
  const fake = fakeKube()
  fake.store.put(node('m1', 'True'))
  const allow = fake.fail(/GET \/api\/v1\/nodes/, 403, 'nodes is forbidden')
  const live = liveOf(fake.kube, listWatch, () => {}, ending.signal)
  await until('the refusal', () => live.unknown('nodes')?.problem.code === 'kube.refused')
  await until('applications', () => live.unknown('applications') === undefined)
  assert.match(live.unknown('nodes')!.problem.message, /403.*nodes is forbidden/)
  assert.deepEqual([live.nodes(), live.userNamespaces()], [[], undefined])
  allow()
  await until('nodes', () => live.unknown('nodes') === undefined)
  assert.deepEqual(live.nodes(), [
    { name: 'm1', isReady: true, kubernetes: '1.37.2', takesPods: true, hasUserNamespaces: true },
  ])
  assert.equal(live.userNamespaces(), true)
})
test('a server that lists and refuses to watch: rows of before stand for a moment, then nothing is known', () => {
  const since = new Date(1_000_000)
  const problem = new Problem('kube.away', { reason: 'closed' })
  const watch = (state: WatchState, isReady = true) => ({ isReady: () => isReady, state: () => state })
  const at = (state: WatchState, now: number, isReady?: boolean) =>
    unknownOf(watch(state, isReady), now, since)
  assert.equal(at({ kind: 'failing', since, problem }, 1_000_000 + 14_000), undefined)
  assert.deepEqual(at({ kind: 'failing', since, problem }, 1_000_000 + 15_000), { since, problem })
  assert.deepEqual(at({ kind: 'failing', since, problem }, 1_000_000, false), { since, problem })
  assert.equal(at({ kind: 'ready' }, 9e9), undefined)
  assert.equal(at({ kind: 'starting' }, 1_000_000, false)?.problem.code, 'kube.away')
})
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'shop-1',
    namespace: 'ours-sit',
    labels: { 'app.kubernetes.io/name': 'shop', 'app.kubernetes.io/managed-by': 'opads' },
  },
  spec: {},
}
test('what went while the watch was lost, or is not known any more: who looks reads everything again', async () => {
  const fake = fakeKube()
  const told: (Change | 'all')[] = []
  const live = liveOf(fake.kube, listWatch, (change) => void told.push(change), ending.signal)
  await until('the first list', () => live.unknown('applications') === undefined)
  fake.store.put(pod)
  await until('the pod', () => live.pods('shop').length === 1)
  await until('its change', () => told.some((one) => one !== 'all' && one.application === 'shop'))
  const answer = fake.stall(/GET \/api\/v1\/pods.*watch/)
  const { length } = fake.calls
  fake.end(/v1\/pods.*watch/)
  await until('it to watch anew', () => fake.calls.slice(length).some((call) => call.includes('/v1/pods')))
  fake.store.remove('/api/v1/namespaces/ours-sit/pods/shop-1')
  told.splice(0)
  fake.compact()
  await until('the other lists', () => told.includes('all'))
  told.splice(0)
  answer()
  await until('the pod to go', () => live.pods('shop').length === 0)
  await until('that to be told', () => told.includes('all'))
  told.splice(0)
  fake.fail(/GET \/api\/v1\/pods/, 'away')
  fake.end(/v1\/pods.*watch/, 'broken')
  await until('the failure to be told', () => told.includes('all'))
})
test('when rows of before have stood for long enough that is told too', () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  const told: (Change | 'all')[] = []
  let change: (state: WatchState) => void = () => {}
  const watch = ((_: unknown, { onState }: { onState?: (state: WatchState) => void }) => {
    change = onState!
    return { rows: new Map(), rowsBy: () => new Map(), isReady: () => true, state: () => ({ kind: 'ready' }) }
  }) as typeof listWatch
  liveOf(fakeKube().kube, watch, (one) => void told.push(one), ending.signal)
  const problem = new Problem('kube.away', { reason: 'closed' })
  change({ kind: 'failing', since: new Date(), problem })
  assert.deepEqual(told, ['all'])
  mock.timers.tick(16_000)
  assert.deepEqual(told, ['all', 'all'])
  mock.timers.reset()
})
