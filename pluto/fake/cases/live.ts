/** What both clouds see of Kubernetes. */
import { said } from '@opads/kernel/message'
import { because, type PodRow } from '../../pod/row.ts'
import { samplePod } from '../../test-cloud/sample-pod.ts'

const pod = (number: number, state: PodRow['state']) =>
  samplePod({
    name: `shop-${number}`, template: 'a', state, ...because(state === 'crashed' ? said('kube.exited', { exitCode: 3 }) : null), restarts: number, release: 1,
    createdAt: `2026-01-01T00:00:0${number}Z`,
  }) // biome-ignore format: one row
/** Newest first, as `live/rows.ts` sorts them. */
export const pods = [pod(3, 'leaving'), pod(2, 'crashed'), pod(1, 'ready')]
export const deployment = {
  application: 'shop', environment: 'sit' as const, release: 1, template: 'a', wanted: 2, all: 3, updated: 2, available: 1, generation: 1, isSeen: true, late: null,
} // biome-ignore format: one row
export const nodes = [
  { name: 'node-1', isReady: true, kubernetes: '1.36.0', takesPods: true, hasUserNamespaces: true },
]
