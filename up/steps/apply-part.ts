/** Applies the objects of one part. */
import { type KubeObject, objectPath } from '@opads/kernel/kube'
import { type Entry, entryOf, ofParts, record } from '@opads/parts/inventory'
import type { Manifest } from '@opads/parts/part'
import { isServed } from '@opads/parts/readiness'
import type { Kube } from '@opads/world/kube/client'
import { waitFor } from '@opads/world/wait'

/** Records what is going to be applied before it is: a run that is killed in between leaves nothing that nobody knows. */
export async function applyPart(
  client: Kube,
  part: string,
  { objects, recorded }: { readonly objects: readonly Manifest[]; readonly recorded: readonly Entry[] },
  signal: AbortSignal,
): Promise<boolean> {
  const entries = [...new Set([...recorded, ...objects.map(entryOf)])]
  let isRecorded = entries.length === recorded.length
  let hasChanged = false
  for (const object of objects) {
    signal.throwIfAborted()
    // The records' own namespace may be one of the part's; one with namespaces alone is recorded when all parts are there.
    if (!isRecorded && object.kind !== 'Namespace') {
      await record(client, ofParts, part, entries)
      isRecorded = true
    }
    if (await appliedAnew(client, object)) hasChanged = true
    if (object.kind === 'CustomResourceDefinition') await untilServed(client, object, signal)
  }
  return hasChanged
}

/** Returns whether the object changed. Applying an unchanged object does not change its resourceVersion. */
async function appliedAnew(client: Kube, object: Manifest & Partial<KubeObject>): Promise<boolean> {
  const before = await client.get(objectPath(object))
  const after = await client.apply(object, ofParts.applier)
  return before?.metadata.resourceVersion !== after.metadata.resourceVersion
}

export const untilServed = (client: Kube, object: Manifest, signal: AbortSignal) =>
  waitFor(
    `${object.kind} ${object.metadata.name} to be served`,
    async () => isServed(await client.get(objectPath(object))),
    { boundMs: 60_000, signal },
  )
