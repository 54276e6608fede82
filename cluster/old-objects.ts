/** Objects that the playbook applied once and that no part of the cluster has any more. Recorded as in `parts/inventory.ts`. */
import { type Entries, entryOf, ofTemplates, record, recordedObjects, titleOf } from '@opads/parts/inventory'
import { plannedRemovals, removeOld } from '@opads/parts/removal'
import type { Kube } from '@opads/world/kube/client'
import type { Difference } from './differences.ts'
import type { WantedObject } from './wanted.ts'

const byPart = (objects: readonly WantedObject[]): Entries =>
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
  const removals = await plannedRemovals(kube, ofTemplates, byPart(objects))
  return removals.map(({ part, entry }) => ({
    tag: part,
    kind: 'object',
    name: titleOf(entry),
    state: 'no longer wanted',
  }))
}

/** Before objects are applied: a run that is killed leaves nothing that nobody knows. */
export async function recordObjects(objects: readonly WantedObject[], kube: Kube): Promise<void> {
  const recorded = await recordedObjects(kube, ofTemplates)
  for (const [part, now] of byPart(objects)) {
    const before = recorded.get(part) ?? []
    const entries = [...new Set([...before, ...now])]
    if (entries.length > before.length) await record(kube, ofTemplates, part, entries)
  }
}

export const deleteOldObjects = (objects: readonly WantedObject[], kube: Kube): Promise<boolean> =>
  removeOld(kube, ofTemplates, byPart(objects))
