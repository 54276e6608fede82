/**
 * Which objects were applied for each part: one ConfigMap per part. What a part no longer lists is deleted, if we applied it. Objects are
 * named by group and kind, not by version of the API, so that a part may move to another version.
 */
import { collectionPath, type KubeObject } from '@opads/kernel/kube'
import type { Kube } from '@opads/world/kube/client'
import type { Manifest } from './part.ts'

/** `apps Deployment opads-system pluto`; `-` for no group and no namespace. */
export type Entry = string
export type Removal = { readonly part: string; readonly entry: Entry }

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

/**
 * What was applied for a part and is listed by no part any more. A namespace and a custom resource definition stay: with them would go
 * what others have put there.
 * @param wanted by part; a part that is missing here is no longer installed
 */
export function removalsOf(
  recorded: ReadonlyMap<string, readonly Entry[]>,
  wanted: ReadonlyMap<string, readonly Entry[]>,
): readonly Removal[] {
  const kept = new Set([...wanted.values()].flat())
  const holdsOthers = (entry: Entry) =>
    ['Namespace', 'CustomResourceDefinition'].includes(entry.split(' ')[1]!)
  return [...recorded]
    .flatMap(([part, entries]) => entries.map((entry) => ({ part, entry })))
    .filter(({ entry }) => !kept.has(entry) && !holdsOthers(entry))
}

type Recorded = KubeObject & { readonly data?: { readonly objects?: string } }

/** By part. */
export async function recordedObjects(
  client: Pick<Kube, 'get'>,
  namespace: string,
): Promise<ReadonlyMap<string, readonly Entry[]>> {
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
  namespace: string,
  {
    part,
    entries,
    manager,
  }: { readonly part: string; readonly entries: readonly Entry[]; readonly manager: string },
): Promise<void> {
  const name = nameOf(part)
  if (entries.length === 0) {
    await client.remove(`${collectionPath('v1', 'ConfigMap', namespace)}/${name}`)
    return
  }
  const metadata = { name, namespace, labels: label }
  const data = { objects: [...entries].sort().join('\n') }
  await client.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data } as KubeObject, manager)
}

type Owned = { readonly metadata: { readonly managedFields?: readonly { readonly manager?: string }[] } }

/** Deletes an object if `manager` has applied it. Returns whether it did. */
export async function removeOwn(
  client: Pick<Kube, 'get' | 'remove'>,
  entry: Entry,
  manager: string,
): Promise<boolean> {
  const path = await ownPath(client, entry, manager)
  return path !== undefined && client.remove(path)
}

/** The path of an object that is there and that `manager` has applied. */
export async function ownPath(
  client: Pick<Kube, 'get'>,
  entry: Entry,
  manager: string,
): Promise<string | undefined> {
  const path = await pathOf(client, entry)
  const found = path === undefined ? undefined : await client.get<Owned>(path)
  return found?.metadata.managedFields?.some((one) => one.manager === manager) ? path : undefined
}

type Group = { readonly versions: readonly { readonly groupVersion: string }[] }
type Resources = { readonly resources: readonly { readonly name: string; readonly kind: string }[] }

/** In a version that the API serves today; `undefined`: it does not know the kind. */
async function pathOf(client: Pick<Kube, 'get'>, entry: Entry): Promise<string | undefined> {
  const [group, kind, namespace, name] = entry.split(' ') as [string, string, string, string]
  const versions =
    group === '-'
      ? ['/api/v1']
      : ((await client.get<Group>(`/apis/${group}`))?.versions ?? []).map(
          (one) => `/apis/${one.groupVersion}`,
        )
  for (const root of versions) {
    const { resources = [] } = (await client.get<Resources>(root)) ?? {}
    const plural = resources.find((one) => one.kind === kind && !one.name.includes('/'))?.name
    if (plural !== undefined)
      return namespace === '-'
        ? `${root}/${plural}/${name}`
        : `${root}/namespaces/${namespace}/${plural}/${name}`
  }
  return undefined
}
