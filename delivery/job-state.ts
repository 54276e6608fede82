/** What the state of a build Job and its pods means. Pure. */
import { kubeReason } from '@opads/kernel/kube-reason'
import { type Message, said } from '@opads/kernel/message'
import type { Recipe } from './contract.ts'
import { stepName } from './job.ts'

type Container = {
  readonly name: string
  readonly state: {
    readonly waiting?: { readonly reason?: string; readonly message?: string }
    readonly running?: object
    readonly terminated?: { readonly exitCode: number; readonly reason?: string; readonly message?: string }
  }
}
export type BuildPod = {
  readonly metadata: {
    readonly name: string
    readonly creationTimestamp?: string
    readonly deletionTimestamp?: string
  }
  readonly status: {
    readonly phase: string
    readonly initContainerStatuses?: readonly Container[]
    readonly containerStatuses?: readonly Container[]
  }
}
export type BuildJob = {
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string
      readonly status: string
      readonly reason?: string
      readonly message?: string
    }[]
  }
}
export type JobState =
  | {
      readonly kind: 'working' /** Containers whose log can be read. */
      readonly speaking: readonly string[]
      readonly pod: string | undefined
      /** The image that could not be pulled; the kubelet tries again. */
      readonly noImage?: Message
    }
  | { readonly kind: 'succeeded'; readonly digest: string; readonly pod: string }
  | {
      readonly kind: 'failed'
      readonly container: string
      readonly exitCode: number
      readonly said: string
      readonly pod: string
    }
  | { readonly kind: 'lost'; readonly reason: Message }

const pulling = new Set(['ErrImagePull', 'ImagePullBackOff'])
const stuck = new Set(['InvalidImageName', 'CreateContainerError', 'CreateContainerConfigError'])
/** Exit codes of SIGKILL and SIGTERM: the Job replaces its pod. */
const killed = new Set([137, 143])

/** The pod that decides the state: a succeeded one, else the newest active, else the newest failed. Pod names have no order. */
export function podThatCounts(pods: readonly BuildPod[]): BuildPod | undefined {
  const order = ({ status: { phase }, metadata: { creationTimestamp = '' } }: BuildPod) =>
    `${phase === 'Succeeded' ? 2 : phase === 'Failed' ? 0 : 1} ${creationTimestamp}`
  return pods
    .filter((one) => !one.metadata.deletionTimestamp)
    .toSorted((one, other) => (order(one) < order(other) ? -1 : 1))
    .at(-1)
}

/** @param job `undefined` when it does not exist (any more) */
export function jobStateOf(job: BuildJob | undefined, pods: readonly BuildPod[]): JobState {
  const pod = podThatCounts(pods)
  const containers = [...(pod?.status.initContainerStatuses ?? []), ...(pod?.status.containerStatuses ?? [])]
  const ended = containers.find((one) => one.state.terminated && one.state.terminated.exitCode !== 0)
  if (pod?.status.phase === 'Succeeded') {
    const digest = pod.status.containerStatuses?.[0]?.state.terminated?.message ?? ''
    return { kind: 'succeeded', digest: digest.trim(), pod: pod.metadata.name }
  }
  if (pod?.status.phase === 'Failed' && ended && !killed.has(ended.state.terminated!.exitCode)) {
    const { exitCode, message = '' } = ended.state.terminated!
    return { kind: 'failed', container: ended.name, exitCode, said: message.trim(), pod: pod.metadata.name }
  }
  const over = job?.status?.conditions?.find((one) => one.type === 'Failed' && one.status === 'True')
  if (over)
    return {
      kind: 'lost',
      reason: reasonOf(ended) ?? kubeReason(over.reason, over.message) ?? said('build.pods-ended'),
    }
  if (!job && !pod) return { kind: 'lost', reason: said('build.job-deleted') }
  const waitsFor = (reasons: ReadonlySet<string>) => {
    const found = containers.find((one) => reasons.has(one.state.waiting?.reason ?? ''))?.state.waiting
    return found && kubeReason(found.reason, found.message)
  }
  const reason = waitsFor(stuck)
  if (reason !== undefined) return { kind: 'lost', reason }
  const noImage = waitsFor(pulling)
  const speaking = containers
    .filter((one) => one.state.running || one.state.terminated)
    .map((one) => one.name)
  return { kind: 'working', speaking, pod: pod?.metadata.name, ...(noImage !== undefined && { noImage }) }
}

const reasonOf = (container: Container | undefined): Message | undefined =>
  container?.state.terminated?.reason === 'OOMKilled'
    ? said('build.out-of-memory', { container: container.name })
    : undefined

/** A step's command, as in `opads.yml`. */
export function titleOf(container: string, { build }: Pick<Recipe, 'build'>): string {
  const index = build.findIndex((_, at) => stepName(at) === container)
  return index < 0 ? container : build[index]!.join(' ')
}
