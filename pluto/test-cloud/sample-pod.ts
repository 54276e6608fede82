/** A pod for tests: `shop-1` in sit, ready, with what a test says of it. Its other fields are those of an object that says nothing else. */
import { type PodRow, podRow } from '../pod/row.ts'

const usual = podRow({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'shop-1',
    namespace: 'ours-sit',
    labels: { 'app.kubernetes.io/name': 'shop', 'opads.io/environment': 'sit' },
    creationTimestamp: '2026-01-01T00:00:00Z',
  },
  spec: { nodeName: 'node-1' },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
} as never)

export const samplePod = (fields: Partial<PodRow> = {}): PodRow => ({ ...usual, ...fields })
