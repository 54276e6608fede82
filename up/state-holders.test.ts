import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ofParts } from '@opads/parts/inventory'
import type { Part } from '@opads/parts/part'
import { fakeKube } from '@opads/world/kube/fake'
import { endFormer, stateHolders, stateHosts } from './state-holders.ts'

const namespace = 'opads-system'
const database: Part = {
  name: 'database',
  title: 'Database',
  needs: [],
  install: { by: 'objects', objects: () => [] },
  state: [{ path: '/var/lib/database', holds: 'rows' }],
  workloads: [{ kind: 'Deployment', namespace, name: 'postgresql' }],
}
const deployment = (name: string, nodeSelector?: object) =>
  ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, managedFields: [{ manager: ofParts.applier }] },
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/name': name } },
      template: {
        spec: {
          volumes: [{ hostPath: { path: '/var/lib/database' } }],
          ...(nodeSelector && { nodeSelector }),
        },
      },
    },
  }) as never
const pod = (of: string) =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${of}-1`, namespace, labels: { 'app.kubernetes.io/name': of } },
    spec: { nodeName: 'n2' },
  }) as never
const podPath = (of: string) => `/api/v1/namespaces/${namespace}/pods/${of}-1`

test('state is where the pod is bound to, or where it runs; a new part has none', async () => {
  const { kube, store } = fakeKube()
  const found = async () => Object.fromEntries(stateHosts(await stateHolders(kube, [database])))
  assert.deepEqual(await found(), {})
  store.put(deployment('postgresql'))
  assert.deepEqual(await found(), {})
  store.put(pod('postgresql'))
  assert.deepEqual(await found(), { database: 'n2' })
  store.put(deployment('postgresql', { 'kubernetes.io/hostname': 'n1' }))
  assert.deepEqual(await found(), { database: 'n1' })
})
test('a part without state may run anywhere', async () => {
  const { kube, store } = fakeKube()
  store.put(deployment('postgresql', { 'kubernetes.io/hostname': 'n1' }))
  const { state: _, ...stateless } = database
  assert.deepEqual(await stateHolders(kube, [stateless]), [])
})
test('a workload that was renamed ends, with its pods, before the new one uses its folder on the same host', async () => {
  const { kube, store } = fakeKube()
  store.put(deployment('postgresql-old'))
  store.put(pod('postgresql-old'))
  const holders = await stateHolders(kube, [database])
  assert.deepEqual(Object.fromEntries(stateHosts(holders)), { database: 'n2' })
  const described: Readonly<Record<string, unknown>> = {
    '/apis/apps': { versions: [{ groupVersion: 'apps/v1' }] },
    '/apis/apps/v1': { resources: [{ name: 'deployments', kind: 'Deployment' }] },
  }
  let asked = 0
  const get = async <T>(path: string) => {
    if (path.includes('/pods?')) asked += 1
    if (asked === 2) store.remove(podPath('postgresql-old')) // the kubelet has ended it
    return (described[path] as T | undefined) ?? kube.get<T>(path)
  }
  await endFormer({ ...kube, get }, holders, ofParts, new AbortController().signal)
  assert.equal(store.get(`/apis/apps/v1/namespaces/${namespace}/deployments/postgresql-old`), undefined)
  assert.equal(asked, 2)
})
test('the workload that a part still has goes on', async () => {
  const { kube, store, calls } = fakeKube()
  store.put(deployment('postgresql'))
  const holders = await stateHolders(kube, [database])
  await endFormer(kube, holders, ofParts, new AbortController().signal)
  assert.deepEqual(calls.filter((call) => call.startsWith('DELETE')), []) // biome-ignore format: short
})
