/**
 * Which workloads of the cluster use the folders of hosts where parts have their state. A pod that starts on another host would find an empty
 * folder; one that starts beside the workload's former name would write into the same folder.
 */
import { collectionPath, type KubeObject } from '@opads/kernel/kube'
import { type Entry, entryOf, type Inventory } from '@opads/parts/inventory'
import { hostLabel } from '@opads/parts/objects'
import type { Part, Workload } from '@opads/parts/part'
import { removeOwn } from '@opads/parts/removal'
import type { Kube } from '@opads/world/kube/client'
import { waitFor } from '@opads/world/wait'

type PodSpec = {
  readonly nodeSelector?: Readonly<Record<string, string>>
  readonly volumes?: readonly { readonly hostPath?: { readonly path: string } }[]
}
type Found = KubeObject & {
  readonly spec: {
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> }
    readonly template: { readonly spec: PodSpec }
  }
}
type List<T> = { readonly items: readonly T[] }
type Pod = { readonly spec: { readonly nodeName?: string } }

/** `pods`: path of the list of its pods. `host`: where its pod is bound to, else where it runs. `isListed`: its part still has it. */
export type Holder = {
  readonly part: string
  readonly entry: Entry
  readonly pods: string
  readonly host: string | undefined
  readonly isListed: boolean
}

export async function stateHolders(
  client: Pick<Kube, 'get'>,
  parts: readonly Part[],
): Promise<readonly Holder[]> {
  const stateful = parts.filter(({ install, state = [] }) => install.by === 'objects' && state.length > 0)
  const namespaces = new Set(stateful.flatMap(({ workloads = [] }) => workloads.map((one) => one.namespace)))
  const holders: Holder[] = []
  for (const namespace of namespaces)
    for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet'] as const) {
      const list = await client.get<List<Found>>(collectionPath('apps/v1', kind, namespace))
      for (const found of list?.items ?? [])
        for (const part of stateful.filter((one) => uses(found, one)))
          holders.push(await holderOf(client, part, { kind, namespace, name: found.metadata.name }, found))
    }
  return holders
}

const uses = ({ spec }: Found, { state = [] }: Part): boolean =>
  (spec.template.spec.volumes ?? []).some(({ hostPath }) => state.some(({ path }) => path === hostPath?.path))

async function holderOf(
  client: Pick<Kube, 'get'>,
  { name: part, workloads = [] }: Part,
  { kind, namespace, name }: Workload,
  { spec }: Found,
): Promise<Holder> {
  const labels = Object.entries(spec.selector.matchLabels).map((pair) => pair.join('='))
  const pods = `${collectionPath('v1', 'Pod', namespace)}?labelSelector=${labels.join(',')}`
  return {
    part,
    entry: entryOf({ apiVersion: 'apps/v1', kind, metadata: { namespace, name } }), // items of a list have no kind
    pods,
    host:
      spec.template.spec.nodeSelector?.[hostLabel] ??
      (await client.get<List<Pod>>(pods))?.items.find((pod) => pod.spec.nodeName !== undefined)?.spec
        .nodeName,
    isListed: workloads.some((one) => one.kind === kind && one.namespace === namespace && one.name === name),
  }
}

/** Part → host, for parts with state that are installed. */
export const stateHosts = (holders: readonly Holder[]): ReadonlyMap<string, string> =>
  new Map(holders.flatMap(({ part, host }) => (host === undefined ? [] : [[part, host] as const])))

/** Ends workloads that a part had under another name, before the new one is applied: two must never use one folder. */
export async function endFormer(
  client: Pick<Kube, 'get' | 'remove'>,
  holders: readonly Holder[],
  { applier }: Pick<Inventory, 'applier'>,
  signal: AbortSignal,
): Promise<void> {
  for (const { entry, pods } of holders.filter(({ isListed }) => !isListed)) {
    signal.throwIfAborted()
    if (!(await removeOwn(client, entry, applier))) continue
    const areGone = async () => (await client.get<List<Pod>>(pods))?.items.length === 0
    await waitFor(`the pods of ${entry} to end`, areGone, { boundMs: 120_000, signal })
  }
}
