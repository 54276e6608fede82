import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeKube } from '@opads/world/kube/fake'
import { isServed, workloadState } from './readiness.ts'

const coredns = { kind: 'Deployment', namespace: 'kube-system', name: 'coredns' } as const
const found = (status: Readonly<Record<string, number>>) =>
  ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'coredns', namespace: 'kube-system' },
    spec: { replicas: 2 },
    status,
  }) as never

test('a workload of any namespace is ready when all its replicas are of the newest generation and available', async () => {
  const { kube, store } = fakeKube()
  assert.deepEqual(await workloadState(kube, coredns), { isReady: false, detail: 'not there' })
  const isReady = async (status: Readonly<Record<string, number>>) => {
    store.put(found(status))
    return (await workloadState(kube, coredns)).isReady
  }
  const whole = { observedGeneration: 1, updatedReplicas: 2, availableReplicas: 2 }
  assert.equal(await isReady(whole), true)
  assert.equal(await isReady({ ...whole, observedGeneration: 0 }), false)
  assert.equal(await isReady({ ...whole, availableReplicas: 1 }), false)
  assert.equal(await isReady({ ...whole, updatedReplicas: 1 }), false)
  assert.equal(await isReady({ ...whole, unavailableReplicas: 1 }), false)
})
test('a kind is served when it is established, an APIService when it is available', () => {
  const of = (type: string, status: string) => ({ status: { conditions: [{ type, status }] } })
  assert.equal(isServed(of('Established', 'True')), true)
  assert.equal(isServed(of('Available', 'True')), true)
  assert.equal(isServed(of('Established', 'False')), false)
  assert.equal(isServed(of('NamesAccepted', 'True')), false)
  assert.equal(isServed({}), false)
  assert.equal(isServed(undefined), false)
})
