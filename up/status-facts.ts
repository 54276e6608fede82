/** The status of a cloud, decided from its observed state. Pure. */
import { counted } from '@opads/command/page'
import { haveUserNamespaces, type NodeUsers } from '@opads/kernel/user-namespaces'

export type NodeFacts = NodeUsers & {
  readonly name: string
  readonly isReady: boolean
  readonly kubernetes: string
}
/** `part`: the part that owns the pod; `null` for pods of the cluster itself, and of people: their applications and builds. */
export type PodFacts = {
  readonly name: string
  readonly isWell: boolean
  readonly part: string | null
  readonly isOfPeople: boolean
  readonly memoryBytes: number
}
export type PartFacts = {
  readonly name: string
  readonly title: string
  readonly budgetBytes: number
  readonly faults: readonly string[]
}
/** A host, what it runs beside its pods, the entrance; of a host without all that is listed besides. */
export type ContainerFacts = {
  readonly name: string
  readonly title: string
  readonly isRunning: boolean
  readonly memoryBytes: number
}
export type Observed = {
  readonly cloud: string
  readonly nodes: readonly NodeFacts[]
  readonly pods: readonly PodFacts[]
  readonly parts: readonly PartFacts[]
  /** None where hosts are no containers of this machine; a sentence if they could not be asked. */
  readonly containers: readonly ContainerFacts[] | string
  /** ISO 8601, UTC. */
  readonly certificateUntil: string
}
type Line = {
  readonly name: string
  readonly state: 'healthy' | 'attention' | 'failed'
  readonly detail: string
  readonly memoryBytes?: number
  readonly budgetBytes?: number
}
export type Status = {
  readonly cloud: string
  readonly state: 'healthy' | 'attention' | 'failed'
  readonly kubernetes: string
  readonly hosts: number
  readonly pods: number
  /** The sum of all lines. */
  readonly memoryBytes: number
  readonly lines: readonly Line[]
}

const soonMs = 30 * 86_400_000

/** @param now milliseconds */
export function statusOf(observed: Observed, now: number): Status {
  const { cloud, nodes, pods, certificateUntil } = observed
  const shown = observed.parts.filter((part) => part.budgetBytes > 0 || part.faults.length > 0)
  const parts = shown.map((part) => [part, pods.filter((pod) => pod.part === part.name)] as const)
  const ofParts = new Set(parts.flatMap(([, own]) => own))
  const people = pods.filter((pod) => pod.isOfPeople)
  const rest = pods.filter((pod) => !ofParts.has(pod) && !pod.isOfPeople)
  const lines = [
    { ...clusterLine(nodes), memoryBytes: memoryOf(rest) },
    ...containerLines(observed.containers),
    ...parts.map(([part, own]) => partLine(part, memoryOf(own))),
    ...(people.length === 0 ? [] : [peopleLine(people)]),
    certificateLine(certificateUntil, now),
    ...pods
      .filter((pod) => !pod.isWell && pod.part === null)
      .map((pod): Line => ({ name: 'pod', state: 'attention', detail: `${pod.name} is not ready` })),
  ]
  return {
    cloud,
    state: lines.some((line) => line.state === 'failed')
      ? 'failed'
      : lines.some((line) => line.state === 'attention')
        ? 'attention'
        : 'healthy',
    kubernetes: nodes[0]?.kubernetes ?? '–',
    hosts: nodes.length,
    pods: pods.length,
    memoryBytes: memoryOf(lines),
    lines,
  }
}

const memoryOf = (all: readonly { readonly memoryBytes?: number }[]) =>
  all.reduce((sum, { memoryBytes = 0 }) => sum + memoryBytes, 0)

function containerLines(containers: Observed['containers']): readonly Line[] {
  if (typeof containers === 'string')
    return [{ name: 'hosts', state: 'attention', detail: `containers could not be asked: ${containers}` }]
  return containers.map(({ name, title, isRunning, memoryBytes }) => ({
    name,
    state: isRunning ? 'healthy' : 'failed',
    detail: isRunning ? title : `${title}: does not run`,
    memoryBytes,
  }))
}

const peopleLine = (pods: readonly PodFacts[]): Line => ({
  name: 'applications',
  state: 'healthy',
  detail: `${counted(pods.length, 'pod')} of applications and builds`,
  memoryBytes: memoryOf(pods),
})

function clusterLine(nodes: readonly NodeFacts[]): Line {
  const away = nodes.filter((node) => !node.isReady).map((node) => node.name)
  if (nodes.length === 0) return { name: 'cluster', state: 'failed', detail: 'it has no nodes' }
  return away.length === 0
    ? {
        name: 'cluster',
        state: 'healthy',
        detail: `${nodes.length} of ${nodes.length} nodes ready, ${usersIn(nodes)}`,
      }
    : { name: 'cluster', state: 'failed', detail: `not ready: ${away.join(', ')}` }
}

/** Whether new deploys and builds get user namespaces. */
const usersIn = (nodes: readonly NodeFacts[]) => {
  const lacking = nodes.filter(({ takesPods, hasUserNamespaces }) => takesPods && !hasUserNamespaces)
  return haveUserNamespaces(nodes)
    ? 'tenants in user namespaces'
    : `tenants without user namespaces${lacking.length > 0 ? `, which ${lacking.map(({ name }) => name).join(', ')} cannot give` : ''}`
}

function partLine({ name, title, faults, budgetBytes }: PartFacts, memoryBytes: number): Line {
  if (budgetBytes === 0)
    return { name, state: 'failed', detail: `${title}: ${faults.join('; ')}`, memoryBytes }
  if (faults.length > 0) return { name, state: 'failed', detail: faults.join('; '), memoryBytes, budgetBytes }
  const isOver = memoryBytes > budgetBytes
  return {
    name,
    state: isOver ? 'attention' : 'healthy',
    detail: isOver ? `${title}: over its memory budget` : title,
    memoryBytes,
    budgetBytes,
  }
}

function certificateLine(until: string, now: number): Line {
  const left = Date.parse(until) - now
  const detail = `the gateway's until ${until.slice(0, 10)}`
  return {
    name: 'certificates',
    state: left < 0 ? 'failed' : left < soonMs ? 'attention' : 'healthy',
    detail,
  }
}
