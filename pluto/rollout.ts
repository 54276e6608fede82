/** How far a rollout is, read from a Deployment and its pods. Pure. */
import type { KubeObject } from '@opads/kernel/kube'

export type Deployment = KubeObject & {
  metadata: { generation?: number }
  spec: { replicas?: number }
  status?: {
    observedGeneration?: number
    replicas?: number
    updatedReplicas?: number
    availableReplicas?: number
    conditions?: { type: string; status: string; reason?: string; message?: string }[]
  }
}
type ContainerStatus = {
  restartCount: number
  state?: {
    waiting?: { reason?: string; message?: string }
    terminated?: { exitCode: number; reason?: string }
  }
  lastState?: { terminated?: { exitCode: number; reason?: string } }
}
export type Pod = KubeObject & {
  spec: { nodeName?: string; nodeSelector?: Record<string, string> }
  status?: {
    phase?: string
    startTime?: string
    conditions?: { type: string; status: string; message?: string }[]
    containerStatuses?: ContainerStatus[]
  }
}
export type Progress =
  | { readonly state: 'done' | 'working'; readonly note: string }
  | { readonly state: 'failed'; readonly note: string }

const fatal = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'CrashLoopBackOff',
])

/** @param release pods of other releases do not count */
export function progressOf(deployment: Deployment, pods: readonly Pod[], release: number): Progress {
  const wanted = deployment.spec.replicas ?? 1
  const {
    observedGeneration = 0,
    updatedReplicas = 0,
    availableReplicas = 0,
    replicas = 0,
    conditions = [],
  } = deployment.status ?? {}
  const isSeen = observedGeneration >= (deployment.metadata.generation ?? 0)
  if (isSeen && updatedReplicas >= wanted && availableReplicas >= wanted && replicas === updatedReplicas)
    return { state: 'done', note: `${wanted} of ${wanted} pods ready` }
  for (const pod of pods.filter(
    (one) => one.metadata.annotations?.['opads.io/release'] === String(release),
  )) {
    const fault = faultOf(pod)
    if (fault) return { state: 'failed', note: fault }
  }
  const late = conditions.find((one) => one.type === 'Progressing' && one.status === 'False')
  if (isSeen && late) return { state: 'failed', note: `it is not ready in time: ${late.message ?? ''}` }
  return {
    state: 'working',
    note: `${Math.min(updatedReplicas, availableReplicas)} of ${wanted} pods new and ready`,
  }
}

export function faultOf({ metadata, status }: Pod): string | undefined {
  for (const { state, lastState, restartCount } of status?.containerStatuses ?? []) {
    const ended = state?.terminated ?? lastState?.terminated
    if (restartCount > 0 && ended) return `pod ${metadata.name} crashed, exit ${ended.exitCode}`
    const reason = state?.waiting?.reason
    if (reason && fatal.has(reason))
      return `pod ${metadata.name}: ${reason}, ${state?.waiting?.message ?? ''}`
  }
  return undefined
}
