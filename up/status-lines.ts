/** What `status` says, decided from the cluster's own objects. Pure. */

type Condition = { readonly type: string; readonly status: string }
type NodeList = {
  readonly items: readonly {
    readonly metadata: { readonly name: string }
    readonly status: {
      readonly conditions?: readonly Condition[]
      readonly nodeInfo: { readonly kubeletVersion: string }
    }
  }[]
}
type PodList = {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly namespace: string }
    readonly status: { readonly phase: string; readonly conditions?: readonly Condition[] }
  }[]
}

export type ClusterFacts = {
  readonly cloud: string
  readonly state: 'healthy' | 'attention'
  readonly kubernetes: string
  readonly nodes: readonly { readonly name: string; readonly isReady: boolean }[]
  readonly pods: number
  readonly podsNotReady: readonly string[]
}

export function clusterFacts(cloud: string, nodes: NodeList, pods: PodList): ClusterFacts {
  const isReady = (conditions: readonly Condition[] = []) =>
    conditions.some((one) => one.type === 'Ready' && one.status === 'True')
  const rows = nodes.items.map((node) => ({
    name: node.metadata.name,
    isReady: isReady(node.status.conditions),
  }))
  const bad = pods.items
    .filter((pod) => pod.status.phase !== 'Succeeded' && !isReady(pod.status.conditions))
    .map((pod) => `${pod.metadata.namespace}/${pod.metadata.name}`)
  return {
    cloud,
    state: rows.length > 0 && rows.every((row) => row.isReady) && bad.length === 0 ? 'healthy' : 'attention',
    kubernetes: nodes.items[0]?.status.nodeInfo.kubeletVersion.replace(/^v/, '') ?? '–',
    nodes: rows,
    pods: pods.items.length,
    podsNotReady: bad,
  }
}

export function statusLines(facts: ClusterFacts): string {
  const shape = facts.state === 'healthy' ? '● healthy' : '▲ wants a person'
  const hosts = facts.nodes.length === 1 ? '1 host' : `${facts.nodes.length} hosts`
  return [
    `${facts.cloud}   ${shape}   Kubernetes ${facts.kubernetes}   ${hosts}   ${facts.pods} pods`,
    ...facts.nodes.map(
      (node) => `  ${node.isReady ? '●' : '✕'} node ${node.name}${node.isReady ? '' : ' is not ready'}`,
    ),
    ...facts.podsNotReady.map((name) => `  ▲ pod ${name} is not ready`),
    '',
  ].join('\n')
}
