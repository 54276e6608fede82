/** Waits until nodes and the cluster's own workloads are ready. */
import type { KubeObject } from '@opads/kernel/kube'
import { objectPath } from '@opads/kernel/kube'
import type { Kube } from '@opads/world/kube/client'
import { waitFor } from '@opads/world/wait'
import type { Layout } from './layout.ts'
import type { WantedObject } from './wanted.ts'

type Node = {
  readonly metadata: { readonly name: string }
  readonly status: { readonly conditions?: readonly Condition[] }
}
type Condition = { readonly type: string; readonly status: string }
type Workload = KubeObject & {
  readonly metadata: { readonly generation: number }
  readonly spec: { readonly replicas?: number }
  readonly status?: Readonly<Record<string, number>>
}

export async function waitForNodes({ groups }: Layout, kube: Kube): Promise<void> {
  const names = [...new Set([...groups.masters, ...groups.nodes])]
  const isReady = async (name: string) => {
    const node = await kube.get<Node>(`/api/v1/nodes/${name}`)
    return node?.status.conditions?.some((one) => one.type === 'Ready' && one.status === 'True')
  }
  await Promise.all(
    names.map((name) => waitFor(`node ${name} to be ready`, () => isReady(name), { boundMs: 120_000 })),
  )
}

/** Network, proxy and DNS; metrics-server is not waited for, because it needs its first measurements. */
export async function waitForWorkloads(objects: readonly WantedObject[], kube: Kube): Promise<void> {
  const awaited = objects.filter(({ tag, object }) => {
    return tag !== 'metrics-server' && ['DaemonSet', 'Deployment'].includes(object.kind)
  })
  await Promise.all(
    awaited.map(({ object }) =>
      waitFor(
        `${object.kind} ${object.metadata.name} to be ready`,
        async () => {
          const found = await kube.get<Workload>(objectPath(object))
          return found && isReady(found)
        },
        { boundMs: 120_000 },
      ),
    ),
  )
}

/** All replicas are of the newest generation, and available. */
function isReady({ kind, metadata, spec, status = {} }: Workload): boolean {
  const isDaemon = kind === 'DaemonSet'
  const wanted = isDaemon ? (status.desiredNumberScheduled ?? 0) : (spec.replicas ?? 1)
  const updated = isDaemon ? status.updatedNumberScheduled : status.updatedReplicas
  const available = isDaemon ? status.numberAvailable : status.availableReplicas
  const isSeen = (status.observedGeneration ?? 0) >= metadata.generation
  return isSeen && wanted > 0 && (updated ?? 0) >= wanted && (available ?? 0) >= wanted
}
