/** Progress of a rollout, from the rows of its Deployment and pods. Pure. */
import type { KubeObject } from '@opads/kernel/kube'
import { kubeReason } from '@opads/kernel/kube-reason'
import { type Message, said } from '@opads/kernel/message'
import { environmentOf } from '../environment/names.ts'
import type { EnvironmentName } from '../environment/shapes.ts'
import { isExit, type PodRow } from '../pod/row.ts'

type DeploymentObject = KubeObject & {
  metadata: { generation?: number }
  spec: { replicas?: number; template?: { metadata?: { annotations?: Record<string, string> } } }
  status?: {
    observedGeneration?: number
    replicas?: number
    updatedReplicas?: number
    availableReplicas?: number
    conditions?: { type: string; status: string; reason?: string; message?: string }[]
  }
}
export type DeploymentRow = {
  readonly application: string
  readonly environment: EnvironmentName
  readonly release: number
  /** Digest of its pod template. */
  readonly template: string
  readonly wanted: number
  readonly all: number
  readonly updated: number
  readonly available: number
  readonly generation: number
  /** False until the controller has observed the last apply. */
  readonly isSeen: boolean
  /** Why it is late, by its condition `Progressing`; or why it cannot make its pods, such as a quota. */
  readonly late: Message | null
}
export type Progress = { readonly state: 'done' | 'working' | 'failed'; readonly note: Message }

/** Which pod crashed or cannot be started, and why. */
export const crashOf = ({ name, message }: PodRow): Message => {
  const facts = { pod: name, reason: message ?? '' }
  const hasRun = isExit(message) || message?.code === 'kube.out-of-memory'
  return hasRun ? said('environment.pod-crashed', facts) : said('environment.pod-stuck', facts)
}

export function deploymentRow(object: KubeObject): DeploymentRow {
  const { metadata, spec, status = {} } = object as DeploymentObject
  const labels = metadata.labels ?? {}
  const annotations = spec.template?.metadata?.annotations
  const late = status.conditions?.find((one) => one.type === 'Progressing' && one.status === 'False')
  const refused = status.conditions?.find((one) => one.type === 'ReplicaFailure' && one.status === 'True')
  const why = late && (refused ?? late)
  return {
    application: labels['app.kubernetes.io/name'] ?? '',
    environment: environmentOf(labels['opads.io/environment']),
    release: Number(annotations?.['opads.io/release'] ?? 0),
    template: annotations?.['opads.io/template'] ?? '',
    wanted: spec.replicas ?? 1,
    all: status.replicas ?? 0,
    updated: status.updatedReplicas ?? 0,
    available: status.availableReplicas ?? 0,
    generation: metadata.generation ?? 0,
    isSeen: (status.observedGeneration ?? 0) >= (metadata.generation ?? 0),
    late: why ? (kubeReason(why.reason, why.message) ?? said('kube.too-long')) : null,
  }
}

/** @param pods of the application in the environment; those of another template do not count */
export function progressOf(deployment: DeploymentRow, pods: readonly PodRow[]): Progress {
  const { wanted, all, updated, available, isSeen, late } = deployment
  const ours = podsOf(deployment, pods)
  if (isSeen && updated >= wanted && available >= wanted && all === updated)
    return {
      state: 'done',
      note:
        wanted === 0
          ? said('environment.no-pods')
          : said('environment.pods-ready', { ready: wanted, wanted }),
    }
  const crashed = ours.find((pod) => pod.state === 'crashed' && isFinal(pod))
  if (crashed) return { state: 'failed', note: crashOf(crashed) }
  if (isSeen && late !== null)
    return {
      state: 'failed',
      note: said('environment.late', { reason: whyUnready(deployment, pods) ?? late }),
    }
  return {
    state: 'working',
    note: said('environment.pods-new', { ready: newAndReady(deployment), wanted }),
  }
}

/**
 * At least so many pods are new and ready. Kubernetes counts those that are ready and those that are new, not those that are both: of the
 * ready ones all that are old may be among them. Before its controller has seen the apply, its counts are of the template before.
 */
export const newAndReady = ({ wanted, all, updated, available, isSeen }: DeploymentRow): number =>
  isSeen ? Math.max(0, Math.min(wanted, updated, available - (all - updated))) : 0

const podsOf = ({ template }: DeploymentRow, pods: readonly PodRow[]) =>
  pods.filter((pod) => pod.template === template)

/** A first crash may be a dependency that starts later; the second is final. */
const isFinal = ({ restarts, message }: PodRow) => restarts > 0 || !isExit(message)

/** What the states of its pods say about a rollout that is late; the worst first. `undefined`: they say nothing. */
export function whyUnready(deployment: DeploymentRow, pods: readonly PodRow[]): Message | undefined {
  const ours = podsOf(deployment, pods)
  for (const state of ['crashed', 'waiting', 'starting'] as const) {
    const pod = ours.find((one) => one.state === state && one.message !== null)
    if (!pod) continue
    return state === 'crashed'
      ? crashOf(pod)
      : said('environment.pod-waits', { pod: pod.name, reason: pod.message! })
  }
  return undefined
}
