/** The observed state of a cloud: nodes, pods, workloads, addresses, memory, certificates. */
import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KubeObject } from '@opads/kernel/kube'
import { buildNamespace, systemNamespace } from '@opads/kernel/namespaces'
import { usersOfNode } from '@opads/kernel/user-namespaces'
import type { Part } from '@opads/parts/part'
import { workloadState } from '@opads/parts/readiness'
import type { Https } from '@opads/world/https'
import type { Kube } from '@opads/world/kube/client'
import { checkWorld } from './check-world.ts'
import { hostContainers } from './host-containers.ts'
import { addressOf, probeFault } from './probe.ts'
import type { NodeFacts, Observed, PartFacts, PodFacts } from './status-facts.ts'
import type { UpWorld } from './world.ts'

type List<T> = { items: (KubeObject & T)[] }
type Conditions = { conditions?: { type: string; status: string; message?: string }[] }
type Summary = {
  pods?: { podRef: { name: string; namespace: string }; memory?: { workingSetBytes?: number } }[]
}

const isTrue = ({ conditions = [] }: Conditions, type: string) =>
  conditions.some((one) => one.type === type && one.status === 'True')

/** @param observed without their `checks`, these are not asked */
export async function observe(
  world: UpWorld,
  client: Kube,
  observed: readonly Part[] = world.parts,
): Promise<Observed> {
  const web = world.https(await readFile(join(world.folder, 'ca.crt'), 'utf8'))
  try {
    const [nodes, pods, gatewayCertificate] = await Promise.all([
      client.get<List<{ status?: Conditions & { nodeInfo: { kubeletVersion: string } } }>>('/api/v1/nodes'),
      client.get<List<{ status?: Conditions & { phase?: string } }>>('/api/v1/pods'),
      readFile(join(world.folder, 'gateway/gateway.crt'), 'utf8'),
    ])
    const nodeFacts = (nodes?.items ?? []).map(
      (node): NodeFacts => ({
        ...usersOfNode(node),
        name: node.metadata.name,
        isReady: isTrue(node.status ?? {}, 'Ready'),
        kubernetes: node.status?.nodeInfo.kubeletVersion.replace(/^v/, '') ?? '–',
      }),
    )
    const [memory, containers] = await Promise.all([memoryOf(client, nodeFacts), hostContainers(world)])
    const ours = new Set(world.parts.flatMap(({ namespaces = [] }) => namespaces))
    const podFacts = (pods?.items ?? []).map(
      ({ metadata, status = {} }): PodFacts => ({
        name: `${metadata.namespace}/${metadata.name}`,
        isWell: status.phase === 'Succeeded' || isTrue(status, 'Ready'),
        part:
          metadata.namespace === systemNamespace
            ? (metadata.labels?.['app.kubernetes.io/name'] ?? null)
            : null,
        isOfPeople: !ours.has(metadata.namespace!) || metadata.namespace === buildNamespace,
        memoryBytes: memory.get(`${metadata.namespace}/${metadata.name}`) ?? 0,
      }),
    )
    const partFacts = await Promise.all(observed.map((part) => factsOf(part, world, client, web)))
    return {
      cloud: world.words.cloud,
      nodes: nodeFacts,
      pods: podFacts,
      parts: partFacts,
      containers,
      certificateUntil: new Date(new X509Certificate(gatewayCertificate).validTo).toISOString(),
    }
  } finally {
    await web.close()
  }
}

async function factsOf(part: Part, world: UpWorld, client: Kube, web: Https): Promise<PartFacts> {
  const { name, title, memoryBytes = 0, workloads = [], probes = [], checks = [] } = part
  const awaited = part.isAwaited === false ? [] : workloads
  const states = await Promise.all(awaited.map((workload) => workloadState(client, workload)))
  const silent = await Promise.all(
    probes.map((probe) => probeFault(web, addressOf(world.words, probe.host), probe)),
  )
  // `doctor` reports a check that could not be asked.
  const found = await Promise.all(checks.map(({ ask }) => ask(checkWorld(world)).catch(() => undefined)))
  return {
    name,
    title,
    budgetBytes: memoryBytes,
    faults: [
      ...states.flatMap((state, at) => (state.isReady ? [] : [`${awaited[at]!.name}: ${state.detail}`])),
      ...silent.filter((fault) => fault !== undefined),
      ...found.flatMap((problem) => (problem ? [problem.message] : [])),
    ],
  }
}

/** From the kubelets' statistics; pods of a kubelet that does not answer are missing. */
async function memoryOf(client: Kube, nodes: readonly NodeFacts[]): Promise<ReadonlyMap<string, number>> {
  const bytes = new Map<string, number>()
  for (const { name } of nodes.filter((node) => node.isReady)) {
    const summary = await client
      .get<Summary>(`/api/v1/nodes/${name}/proxy/stats/summary`)
      .catch(() => undefined)
    for (const { podRef, memory } of summary?.pods ?? [])
      bytes.set(`${podRef.namespace}/${podRef.name}`, memory?.workingSetBytes ?? 0)
  }
  return bytes
}
