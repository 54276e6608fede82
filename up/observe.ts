/** The observed state of a cloud: nodes, pods, workloads, addresses, memory, certificates. */
import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KubeObject } from '@opads/kernel/kube'
import { systemNamespace } from '@opads/kernel/part'
import { usersOfNode } from '@opads/kernel/user-namespaces'
import type { Kube } from '@opads/world/kube/client'
import { parts } from './parts.ts'
import { addressOf, probeFault } from './probe.ts'
import type { NodeFacts, Observed, PartFacts, PodFacts } from './status-facts.ts'
import { unseenClusters } from './unseen.ts'
import { workloadState } from './workload.ts'
import type { UpWorld } from './world.ts'

type List<T> = { items: (KubeObject & T)[] }
type Conditions = { conditions?: { type: string; status: string; message?: string }[] }
type Summary = {
  pods?: { podRef: { name: string; namespace: string }; memory?: { workingSetBytes?: number } }[]
}

const isTrue = ({ conditions = [] }: Conditions, type: string) =>
  conditions.some((one) => one.type === type && one.status === 'True')

export async function observe(world: UpWorld, client: Kube): Promise<Observed> {
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
    const memory = await memoryOf(client, nodeFacts)
    const podFacts = (pods?.items ?? []).map(
      ({ metadata, status = {} }): PodFacts => ({
        name: `${metadata.namespace}/${metadata.name}`,
        isWell: status.phase === 'Succeeded' || isTrue(status, 'Ready'),
        part:
          metadata.namespace === systemNamespace
            ? (metadata.labels?.['app.kubernetes.io/name'] ?? null)
            : null,
        memoryBytes: memory.get(`${metadata.namespace}/${metadata.name}`) ?? 0,
      }),
    )
    const partFacts = await Promise.all(
      parts.map(async (part): Promise<PartFacts> => {
        const states = await Promise.all(part.workloads.map((workload) => workloadState(client, workload)))
        const faults = await Promise.all(
          part.probes.map((probe) => probeFault(web, addressOf(world.words, probe.host), probe)),
        )
        const unseen =
          part.name === 'pluto' ? await unseenClusters(world, addressOf(world.words, 'console'), web) : []
        return {
          name: part.name,
          title: part.title,
          budgetBytes: part.memoryBytes,
          faults: [
            ...states.flatMap((state, at) =>
              state.isReady ? [] : [`${part.workloads[at]!.name}: ${state.detail}`],
            ),
            ...faults.filter((fault) => fault !== undefined),
            ...unseen,
          ],
        }
      }),
    )
    return {
      cloud: world.words.cloud,
      nodes: nodeFacts,
      pods: podFacts,
      parts: partFacts,
      certificateUntil: new Date(new X509Certificate(gatewayCertificate).validTo).toISOString(),
    }
  } finally {
    await web.close()
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
