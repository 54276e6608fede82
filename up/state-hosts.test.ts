import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Part } from '@opads/parts/part'
import { fakeKube } from '@opads/world/kube/fake'
import { stateHosts } from './state-hosts.ts'

const namespace = 'opads-system'
const database: Part = {
  name: 'database',
  title: 'Database',
  needs: [],
  install: { by: 'objects', objects: () => [] },
  state: [{ path: '/var/lib/database', holds: 'rows' }],
  workloads: [{ kind: 'Deployment', namespace, name: 'postgresql' }],
}
const deployment = (nodeSelector?: object) =>
  ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'postgresql', namespace },
    spec: { template: { spec: { ...(nodeSelector && { nodeSelector }) } } },
  }) as never

test('state is where the pod is bound to, or where it runs; a new part has none', async () => {
  const { kube, store } = fakeKube()
  const found = async () => Object.fromEntries(await stateHosts(kube, [database]))
  assert.deepEqual(await found(), {})
  store.put(deployment())
  assert.deepEqual(await found(), {})
  store.put({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'postgresql-1', namespace, labels: { 'app.kubernetes.io/name': 'postgresql' } },
    spec: { nodeName: 'n2' },
  } as never)
  assert.deepEqual(await found(), { database: 'n2' })
  store.put(deployment({ 'kubernetes.io/hostname': 'n1' }))
  assert.deepEqual(await found(), { database: 'n1' })
})
test('a part without state may run anywhere', async () => {
  const { kube, store } = fakeKube()
  store.put(deployment({ 'kubernetes.io/hostname': 'n1' }))
  const { state: _, ...stateless } = database
  assert.deepEqual([...(await stateHosts(kube, [stateless]))], [])
})
