/** Waits until nodes and the cluster's own workloads are ready. */
import { workloadState } from '@opads/parts/readiness'
import type { Kube } from '@opads/world/kube/client'
import { waitFor } from '@opads/world/wait'
import type { Layout } from './layout.ts'
import { partsOf } from './parts.ts'

type Node = {
  readonly metadata: { readonly name: string }
  readonly status: { readonly conditions?: readonly Condition[] }
}
type Condition = { readonly type: string; readonly status: string }
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

/** Network, proxy, names: of the parts that the cluster itself starts. */
export async function waitForWorkloads(layout: Layout, kube: Kube): Promise<void> {
  const awaited = partsOf(layout)
    .filter(({ install, isAwaited }) => install.by === 'template' && isAwaited !== false)
    .flatMap(({ workloads = [] }) => workloads)
  await Promise.all(
    awaited.map((workload) =>
      waitFor(
        `${workload.kind} ${workload.name} to be ready`,
        async () => (await workloadState(kube, workload)).isReady,
        { boundMs: 120_000 },
      ),
    ),
  )
}
