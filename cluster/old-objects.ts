/** Objects that the playbook applied once and that no part of the cluster has any more. Recorded as in `parts/inventory.ts`. */
import {
  type Entry,
  entryOf,
  ownPath,
  record,
  recordedObjects,
  removalsOf,
  removeOwn,
  titleOf,
} from '@opads/parts/inventory'
import type { Kube } from '@opads/world/kube/client'
import type { Difference } from './differences.ts'
import type { WantedObject } from './wanted.ts'

const namespace = 'kube-system'
/** By which kubectl applies what the playbook sends to it. */
const applier = 'kubectl-client-side-apply'
const recorder = 'opads-cluster'

const byPart = (objects: readonly WantedObject[]): ReadonlyMap<string, readonly Entry[]> =>
  new Map(
    [...Map.groupBy(objects, ({ tag }) => tag)].map(([part, own]) => [
      part,
      own.map(({ object }) => entryOf(object)),
    ]),
  )

/** None of them needs Ansible: `deleteOldObjects` deletes them. */
export async function oldObjects(
  objects: readonly WantedObject[],
  kube: Pick<Kube, 'get'>,
): Promise<readonly Difference[]> {
  const removals = removalsOf(await recordedObjects(kube, namespace), byPart(objects))
  const paths = await Promise.all(removals.map(({ entry }) => ownPath(kube, entry, applier)))
  const own = removals.filter((_, at) => paths[at] !== undefined)
  return own.map(({ part, entry }) => ({
    tag: part,
    kind: 'object',
    name: titleOf(entry),
    state: 'no longer wanted',
  }))
}

/** Before objects are applied: a run that is killed leaves nothing that nobody knows. */
export async function recordObjects(objects: readonly WantedObject[], kube: Kube): Promise<void> {
  const recorded = await recordedObjects(kube, namespace)
  for (const [part, now] of byPart(objects)) {
    const before = recorded.get(part) ?? []
    const entries = [...new Set([...before, ...now])]
    if (entries.length > before.length) await record(kube, namespace, { part, entries, manager: recorder })
  }
}

export async function deleteOldObjects(objects: readonly WantedObject[], kube: Kube): Promise<void> {
  const wanted = byPart(objects)
  const recorded = await recordedObjects(kube, namespace)
  for (const { entry } of removalsOf(recorded, wanted)) await removeOwn(kube, entry, applier)
  for (const part of new Set([...recorded.keys(), ...wanted.keys()])) {
    const now = wanted.get(part) ?? []
    if ([...now].sort().join() !== [...(recorded.get(part) ?? [])].sort().join())
      await record(kube, namespace, { part, entries: now, manager: recorder })
  }
}
