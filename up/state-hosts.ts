/** On which host a part has its state. A pod that starts on another one would find an empty folder. */
import { collectionPath, objectPath } from '@opads/kernel/kube'
import { hostLabel } from '@opads/parts/objects'
import type { Part } from '@opads/parts/part'
import type { Kube } from '@opads/world/kube/client'

type Selector = { readonly nodeSelector?: Readonly<Record<string, string>> }
type Found = { readonly spec: { readonly template: { readonly spec: Selector } } }
type Pods = { readonly items: readonly { readonly spec: { readonly nodeName?: string } }[] }

/** Part → host, for parts with state that are installed. The host is where the pod is bound to, else where it runs. */
export async function stateHosts(
  client: Pick<Kube, 'get'>,
  parts: readonly Part[],
): Promise<ReadonlyMap<string, string>> {
  const hosts = new Map<string, string>()
  for (const { name: part, install, state = [], workloads = [] } of parts) {
    if (install.by !== 'objects' || state.length === 0) continue
    for (const { kind, namespace, name } of workloads) {
      const found = await client.get<Found>(
        objectPath({ apiVersion: 'apps/v1', kind, metadata: { namespace, name } }),
      )
      const host =
        found?.spec.template.spec.nodeSelector?.[hostLabel] ??
        (found && (await nodeOf(client, namespace, name)))
      if (host !== undefined) hosts.set(part, host)
    }
  }
  return hosts
}

async function nodeOf(client: Pick<Kube, 'get'>, namespace: string, name: string) {
  const pods = collectionPath('v1', 'Pod', namespace)
  const list = await client.get<Pods>(`${pods}?labelSelector=app.kubernetes.io/name=${name}`)
  return list?.items.find(({ spec }) => spec.nodeName !== undefined)?.spec.nodeName
}
