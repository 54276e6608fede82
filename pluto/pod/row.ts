/** A pod as the row that Pluto keeps and shows; the rest of its object is dropped. Pure. */
import type { KubeObject } from '@opads/kernel/kube'
import { kubeReason } from '@opads/kernel/kube-reason'
import { type Message, said } from '@opads/kernel/message'
import { render } from '@opads/kernel/problem'
import { environmentOf } from '../environment/names.ts'
import type { Pod } from './shapes.ts'

type ContainerState = {
  waiting?: { reason?: string; message?: string }
  running?: object
  terminated?: { exitCode: number; reason?: string; message?: string }
}
type PodObject = KubeObject & {
  spec: {
    nodeName?: string
    nodeSelector?: Record<string, string>
    containers?: { readinessProbe?: { httpGet?: { path?: string } } }[]
  }
  status?: {
    phase?: string
    podIP?: string
    startTime?: string
    conditions?: { type: string; status: string; message?: string; reason?: string }[]
    containerStatuses?: { restartCount: number; state?: ContainerState; lastState?: ContainerState }[]
  }
}
export type PodRow = Pod & {
  readonly application: string
  readonly namespace: string
  /** Digest of its pod template, set by `rollout/objects.ts`. */
  readonly template: string
}

export const podView = ({ application: _, namespace: __, template: ___, ...pod }: PodRow): Pod => pod

/** Waiting reasons that count as a crash. */
const stuck = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
])

export function podRow(object: KubeObject): PodRow {
  const { metadata, spec, status = {} } = object as PodObject
  const labels = metadata.labels ?? {}
  const [state, message] = stateOf(object as PodObject)
  return {
    name: metadata.name,
    namespace: metadata.namespace ?? '',
    application: labels['app.kubernetes.io/name'] ?? '',
    environment: environmentOf(labels['opads.io/environment']),
    node: spec.nodeName ?? null,
    nodeSelector: spec.nodeSelector ?? {},
    state,
    ...because(message),
    restarts: (status.containerStatuses ?? []).reduce((sum, one) => sum + one.restartCount, 0),
    release: Number(metadata.annotations?.['opads.io/release'] ?? 0),
    template: metadata.annotations?.['opads.io/template'] ?? '',
    address: status.podIP ?? null,
    createdAt: metadata.creationTimestamp ?? '1970-01-01T00:00:00Z',
    startedAt: status.startTime ?? null,
  }
}

/** Why a pod is not ready, as a message and in English. */
export const because = (message: Message | null): Pick<PodRow, 'message' | 'reason'> => ({
  message,
  reason: message && render(message),
})

/** Of what a process wrote about its own end, and of the path of its health check. */
const mostOfReason = 300
/** In one line, and without what would drive a terminal. */
const inOneLine = (text: string) =>
  text
    .slice(0, mostOfReason)
    .replaceAll(/[\s\x00-\x1f\x7f-\x9f]+/g, ' ')
    .trim()
/** Reasons of a process that never began. */
const neverRan = new Set(['StartError', 'ContainerCannotRun'])
/** Reasons that say no more than the exit code. */
const plain = new Set(['Error', 'Completed'])

function exitOf({ exitCode, reason, message }: NonNullable<ContainerState['terminated']>): Message {
  if (reason === 'OOMKilled') return said('kube.out-of-memory')
  const term = reason && !plain.has(reason) ? reason : undefined
  const why = kubeReason(term, message && inOneLine(message))
  if (why && reason && neverRan.has(reason)) return why
  return why ? said('kube.exited-saying', { exitCode, reason: why }) : said('kube.exited', { exitCode })
}
/** Whether it is an exit of the container's own process, which may be chance the first time. */
export const isExit = (message: Message | null) =>
  message?.code === 'kube.exited' || message?.code === 'kube.exited-saying'

function stateOf({ metadata, spec, status = {} }: PodObject): [Pod['state'], Message | null] {
  const { conditions = [], containerStatuses = [] } = status
  if (metadata.deletionTimestamp) return ['leaving', null]
  for (const { state, lastState, restartCount } of containerStatuses) {
    const ended = state?.terminated ?? (state?.running ? undefined : lastState?.terminated)
    if (ended && (ended.exitCode !== 0 || restartCount > 0)) return ['crashed', exitOf(ended)]
    const why = state?.waiting?.reason
    if (why && stuck.has(why)) return ['crashed', kubeReason(why, state?.waiting?.message) ?? null]
  }
  if (conditions.some((one) => one.type === 'Ready' && one.status === 'True')) return ['ready', null]
  const unscheduled = conditions.find((one) => one.type === 'PodScheduled' && one.status === 'False')
  if (unscheduled) return ['waiting', kubeReason(unscheduled.reason, unscheduled.message) ?? null]
  return ['starting', startingOf(spec, containerStatuses)]
}

/** What a pod that was started is waiting for: Kubernetes itself says only that it is not ready. */
function startingOf(
  { containers = [] }: PodObject['spec'],
  statuses: readonly { state?: ContainerState; lastState?: ContainerState }[],
): Message | null {
  const running = statuses.find(({ state }) => state?.running)
  if (!running) return null
  const path = containers.map((one) => one.readinessProbe?.httpGet?.path).find(Boolean)
  const ended = running.lastState?.terminated
  const facts = { path: inOneLine(path ?? '/') }
  return ended ? said('kube.unready-again', { ...facts, reason: exitOf(ended) }) : said('kube.unready', facts)
}
