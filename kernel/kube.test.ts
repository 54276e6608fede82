import assert from 'node:assert/strict'
import { test } from 'node:test'
import { collectionPath } from './kube.ts'

test('the plural of a kind follows the rule of Kubernetes', () => {
  const last = (kind: string) => collectionPath('v1', kind).split('/').at(-1)
  for (const [kind, plural] of [
    ['Pod', 'pods'],
    ['Ingress', 'ingresses'],
    ['IngressClass', 'ingressclasses'],
    ['StorageClass', 'storageclasses'],
    ['NetworkPolicy', 'networkpolicies'],
    ['Gateway', 'gateways'],
    ['APIService', 'apiservices'],
  ] as const)
    assert.equal(last(kind), plural)
})
