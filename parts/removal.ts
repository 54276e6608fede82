/** Deletes what was applied for a part and is listed by no part any more, if it was us who applied it. */
import type { Kube } from '@opads/world/kube/client'
import { type Entries, type Entry, type Inventory, record, recordedObjects } from './inventory.ts'

type Removal = { readonly part: string; readonly entry: Entry }

/** With them would go what others have put there. */
const keptKinds = ['Namespace', 'CustomResourceDefinition', 'PersistentVolumeClaim']

/**
 * What was applied for a part and is listed by no part any more.
 * @param wanted by part; a part that is missing here is no longer installed
 */
export function removalsOf(recorded: Entries, wanted: Entries): readonly Removal[] {
  const kept = new Set([...wanted.values()].flat())
  return [...recorded]
    .flatMap(([part, entries]) => entries.map((entry) => ({ part, entry })))
    .filter(({ entry }) => !kept.has(entry) && !keptKinds.includes(entry.split(' ')[1]!))
}

/** Those that are there and that we applied. */
export async function plannedRemovals(
  client: Pick<Kube, 'get'>,
  inventory: Inventory,
  wanted: Entries,
): Promise<readonly Removal[]> {
  const removals = removalsOf(await recordedObjects(client, inventory), wanted)
  const paths = await Promise.all(removals.map(({ entry }) => ownPath(client, entry, inventory.applier)))
  return removals.filter((_, at) => paths[at] !== undefined)
}

/** Afterwards the records say what is wanted. Returns whether anything was deleted. */
export async function removeOld(
  client: Pick<Kube, 'get' | 'apply' | 'remove'>,
  inventory: Inventory,
  wanted: Entries,
  signal?: AbortSignal,
): Promise<boolean> {
  const recorded = await recordedObjects(client, inventory)
  let hasRemoved = false
  for (const { entry } of removalsOf(recorded, wanted)) {
    signal?.throwIfAborted()
    if (await removeOwn(client, entry, inventory.applier)) hasRemoved = true
  }
  for (const part of new Set([...recorded.keys(), ...wanted.keys()])) {
    const now = wanted.get(part) ?? []
    if (textOf(now) !== textOf(recorded.get(part) ?? [])) await record(client, inventory, part, now)
  }
  return hasRemoved
}
const textOf = (entries: readonly Entry[]) => [...entries].sort().join('\n')

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
