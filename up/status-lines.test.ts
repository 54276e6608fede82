import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clusterFacts, statusLines } from './status-lines.ts'

const ready = (status: string) => [{ type: 'Ready', status }]
const nodes = (status: string) => ({
  items: [
    {
      metadata: { name: 'm1' },
      status: { conditions: ready(status), nodeInfo: { kubeletVersion: 'v1.37.2' } },
    },
  ],
})
const pod = (name: string, phase: string, status: string) => ({
  metadata: { name, namespace: 'kube-system' },
  status: { phase, conditions: ready(status) },
})

test('a ready node with ready pods is healthy; a finished pod is no fault', () => {
  const facts = clusterFacts('main', nodes('True'), {
    items: [pod('dns', 'Running', 'True'), pod('job', 'Succeeded', 'False')],
  })
  assert.equal(statusLines(facts), 'main   ● healthy   Kubernetes 1.37.2   1 host   2 pods\n  ● node m1\n')
})
test('what is not ready is named', () => {
  const facts = clusterFacts('main', nodes('False'), { items: [pod('dns', 'Pending', 'False')] })
  assert.equal(
    statusLines(facts),
    'main   ▲ wants a person   Kubernetes 1.37.2   1 host   1 pods\n  ✕ node m1 is not ready\n  ▲ pod kube-system/dns is not ready\n',
  )
})
test('a cluster without nodes is not healthy', () => {
  assert.equal(clusterFacts('main', { items: [] }, { items: [] }).state, 'attention')
})
