/** Compares a workload's status with its spec. */
import { type KubeObject, objectPath } from '@opads/kernel/kube'
import type { Kube } from '@opads/world/kube/client'
import type { Workload } from './part.ts'

type Found = KubeObject & {
  spec: { replicas?: number }
  status?: {
    observedGeneration?: number
    updatedReplicas?: number
    availableReplicas?: number
    unavailableReplicas?: number
    desiredNumberScheduled?: number
    updatedNumberScheduled?: number
    numberAvailable?: number
  }
}
type WorkloadState = { readonly isReady: boolean; readonly detail: string }

export async function workloadState(
  client: Pick<Kube, 'get'>,
  { kind, namespace, name }: Workload,
): Promise<WorkloadState> {
  const path = objectPath({ apiVersion: 'apps/v1', kind, metadata: { name, namespace } })
  return stateOf(kind, await client.get<Found>(path))
}

function stateOf(kind: Workload['kind'], found: Found | undefined): WorkloadState {
  if (!found) return { isReady: false, detail: 'not there' }
  const { metadata, spec, status = {} } = found
  const isDaemon = kind === 'DaemonSet'
  const wanted = isDaemon ? (status.desiredNumberScheduled ?? 0) : (spec.replicas ?? 1)
  const updated = (isDaemon ? status.updatedNumberScheduled : status.updatedReplicas) ?? 0
  const available = (isDaemon ? status.numberAvailable : status.availableReplicas) ?? 0
  const isSeen = (status.observedGeneration ?? 0) >= (metadata.generation ?? 0)
  return {
    isReady:
      isSeen &&
      wanted > 0 &&
      updated >= wanted &&
      available >= wanted &&
      (status.unavailableReplicas ?? 0) === 0,
    detail: `${Math.min(updated, available)} of ${wanted} ready`,
  }
}

type Conditions = { readonly status?: { readonly conditions?: readonly { type: string; status: string }[] } }

/** Whether the API serves what this object adds to it: a CustomResourceDefinition is established, an APIService available. */
export const isServed = (found: Conditions | undefined): boolean =>
  found?.status?.conditions?.some(
    ({ type, status }) => ['Established', 'Available'].includes(type) && status === 'True',
  ) === true
