/** What both clouds see of Kubernetes. */
import { said } from '@opads/kernel/message'
import { because, type PodRow } from '../../pod/row.ts'

const pod = (number: number, state: PodRow['state']): PodRow => ({
  application: 'shop', environment: 'sit', namespace: 'ours-sit', name: `shop-${number}`, template: 'a', node: 'node-1', nodeSelector: {}, state,
  ...because(state === 'crashed' ? said('kube.exited', { exitCode: 3 }) : null), restarts: number, release: 1, address: null, createdAt: `2026-01-01T00:00:0${number}Z`, startedAt: null,
}) // biome-ignore format: one row
/** Newest first, as `live/rows.ts` sorts them. */
export const pods = [pod(3, 'leaving'), pod(2, 'crashed'), pod(1, 'ready')]
export const deployment = {
  application: 'shop', environment: 'sit' as const, release: 1, template: 'a', wanted: 2, all: 3, updated: 2, available: 1, generation: 1, isSeen: true, late: null,
} // biome-ignore format: one row
export const nodes = [
  { name: 'node-1', isReady: true, kubernetes: '1.36.0', takesPods: true, hasUserNamespaces: true },
]
