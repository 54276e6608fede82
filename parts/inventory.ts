/**
 * Which objects were applied for each part: one ConfigMap per part. What a part no longer lists is deleted, if we applied it (`removal.ts`).
 * Objects are named by group and kind, not by version of the API, so that a part may move to another version.
 */
import { collectionPath, type KubeObject } from '@opads/kernel/kube'
import { systemNamespace } from '@opads/kernel/namespaces'
import type { Kube } from '@opads/world/kube/client'
import type { Manifest } from './part.ts'

/** `apps Deployment opads-system pluto`; `-` for no group and no namespace. */
export type Entry = string

/** Where records are; `applier`, `recorder`: field managers of the objects and of the records. */
export type Inventory = { readonly namespace: string; readonly applier: string; readonly recorder: string }

/** Objects that `up` applies. */
export const ofParts: Inventory = { namespace: systemNamespace, applier: 'opads-up', recorder: 'opads-up' }
/** Templates of the playbook, which kubectl applies. */
export const ofTemplates: Inventory = {
  namespace: 'kube-system',
  applier: 'kubectl-client-side-apply',
  recorder: 'opads-cluster',
}

const label = { 'opads.io/record': 'inventory' }
const nameOf = (part: string) => `inventory-${part}`

export function entryOf({ apiVersion, kind, metadata }: Manifest): Entry {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '-'
  return [group, kind, metadata.namespace ?? '-', metadata.name].join(' ')
}

/** "Deployment opads-system/pluto" */
export function titleOf(entry: Entry): string {
  const [, kind, namespace, name] = entry.split(' ')
  return `${kind} ${namespace === '-' ? name : `${namespace}/${name}`}`
}

/** By part. */
export type Entries = ReadonlyMap<string, readonly Entry[]>

type Recorded = KubeObject & { readonly data?: { readonly objects?: string } }

export async function recordedObjects(
  client: Pick<Kube, 'get'>,
  { namespace }: Pick<Inventory, 'namespace'>,
): Promise<Entries> {
  const path = `${collectionPath('v1', 'ConfigMap', namespace)}?labelSelector=opads.io/record=inventory`
  const list = await client.get<{ readonly items: readonly Recorded[] }>(path)
  return new Map(
    (list?.items ?? []).map(({ metadata, data }) => [
      metadata.name.slice(nameOf('').length),
      (data?.objects ?? '').split('\n').filter(Boolean),
    ]),
  )
}

/** Without entries, the record itself is deleted. */
export async function record(
  client: Pick<Kube, 'apply' | 'remove'>,
  { namespace, recorder }: Inventory,
  part: string,
  entries: readonly Entry[],
): Promise<void> {
  const name = nameOf(part)
  if (entries.length === 0) {
    await client.remove(`${collectionPath('v1', 'ConfigMap', namespace)}/${name}`)
    return
  }
  const metadata = { name, namespace, labels: label }
  const data = { objects: [...entries].sort().join('\n') }
  await client.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data } as KubeObject, recorder)
}
