/**
 * Applies all parts at once, then waits for each, then deletes what no part lists any more. A process that needs another part waits for it
 * by itself, so that images are pulled and databases made in parallel.
 */
import { join } from 'node:path'
import { type KubeObject, objectPath } from '@opads/kernel/kube'
import { systemNamespace } from '@opads/kernel/namespaces'
import type { Step } from '@opads/kernel/step'
import {
  type Entry,
  entryOf,
  ownPath,
  type Removal,
  record,
  recordedObjects,
  removalsOf,
  removeOwn,
} from '@opads/parts/inventory'
import type { Manifest, Part } from '@opads/parts/part'
import { isSettled, workloadState } from '@opads/parts/readiness'
import type { Kube } from '@opads/world/kube/client'
import { waitFor } from '@opads/world/wait'
import { cloudOf, makeFiles } from '../cloud.ts'
import { objectsOf, parts } from '../parts.ts'
import { stateHosts } from '../state-hosts.ts'
import type { UpWorld } from '../world.ts'

const manager = 'opads-up'
const idOf = (name: string) => `part-${name}`
const applied = parts.filter(({ install }) => install.by === 'objects')
const awaited = applied.filter(({ workloads = [] }) => workloads.length > 0)
export const partIds: readonly string[] = [...awaited.map(({ name }) => idOf(name)), 'parts-removed']

export function partSteps(): readonly Step<UpWorld>[] {
  const changed = new Set<string>()
  let wanted: Wanted = new Map()
  const apply: Step<UpWorld> = {
    id: 'parts',
    title: 'Parts applied',
    needs: ['images-push', 'cluster-api'],
    estimateSeconds: 2,
    run: (world) =>
      withClient(world, async (client) => {
        await makeFiles(world)
        wanted = await wantedOf(client, world)
        const recorded = await recordedObjects(client, systemNamespace)
        for (const wave of waves)
          await Promise.all(
            wave.map(async (part) => {
              const own = { objects: wanted.get(part.name)!, recorded: recorded.get(part.name) ?? [] }
              if (await applyPart(client, part.name, own, world.stop)) changed.add(part.name)
            }),
          )
        return changed.size > 0
      }),
  }
  const waits = awaited.map(
    (part): Step<UpWorld> => ({
      id: idOf(part.name),
      title: part.title,
      needs: ['parts'],
      estimateSeconds: 8,
      run: (world, report) =>
        withClient(world, async (client) => {
          await untilReady(client, part, world.stop, (note) => report({ note }))
          return changed.has(part.name)
        }),
    }),
  )
  const remove: Step<UpWorld> = {
    id: 'parts-removed',
    title: 'What parts no longer have',
    needs: waits.map(({ id }) => id),
    estimateSeconds: 1,
    run: (world) => withClient(world, (client) => removeOld(client, entriesOf(wanted), world.stop)),
  }
  return [apply, ...waits, remove]
}

/** Parts without needs among those that are applied here (namespaces, secrets) come first. */
const waves: readonly (readonly Part[])[] = (() => {
  const names = new Set(applied.map(({ name }) => name))
  const isFirst = ({ needs }: Part) => !needs.some((need) => names.has(need))
  return [applied.filter(isFirst), applied.filter((part) => !isFirst(part))]
})()

async function withClient<T>(world: UpWorld, work: (client: Kube) => Promise<T>): Promise<T> {
  const client = await world.kube(join(world.folder, 'kubeconfig'))
  try {
    return await work(client)
  } finally {
    await client.close()
  }
}

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
    // The records' own namespace may be one of the part's.
    if (!isRecorded && object.kind !== 'Namespace') {
      await record(client, systemNamespace, { part, entries, manager })
      isRecorded = true
    }
    if (await appliedAnew(client, object)) hasChanged = true
    if (object.kind === 'CustomResourceDefinition') await untilSettled(client, object, signal)
  }
  return hasChanged
}

/** Returns whether the object changed. Applying an unchanged object does not change its resourceVersion. */
async function appliedAnew(client: Kube, object: Manifest & Partial<KubeObject>): Promise<boolean> {
  const before = await client.get(objectPath(object))
  const after = await client.apply(object, manager)
  return before?.metadata.resourceVersion !== after.metadata.resourceVersion
}

const untilSettled = (client: Kube, object: Manifest, signal: AbortSignal) =>
  waitFor(
    `${object.kind} ${object.metadata.name} to be served`,
    async () => isSettled(await client.get(objectPath(object))),
    { boundMs: 60_000, signal },
  )

async function untilReady(
  client: Kube,
  part: Part,
  signal: AbortSignal,
  note: (note: string) => void,
): Promise<void> {
  for (const workload of part.workloads ?? [])
    await waitFor(
      `${part.name} to be ready`,
      async () => {
        const { isReady, detail } = await workloadState(client, workload)
        if (!isReady) note(detail)
        return isReady
      },
      { boundMs: 180_000, signal },
    )
  for (const object of await servicesOf(client, part)) await untilSettled(client, object, signal)
}

/** The part's APIServices, as they were applied; they answer when its workloads do. */
async function servicesOf(client: Kube, part: Part): Promise<readonly Manifest[]> {
  const entries = (await recordedObjects(client, systemNamespace)).get(part.name) ?? []
  return entries
    .filter((entry) => entry.startsWith('apiregistration.k8s.io APIService '))
    .map((entry) => ({
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: entry.split(' ')[3]! },
    }))
}

/** What each part lists, by part. */
type Wanted = ReadonlyMap<string, readonly Manifest[]>
const wantedOf = async (client: Kube, world: UpWorld): Promise<Wanted> => {
  const cloud = await cloudOf(world, await stateHosts(client, parts))
  return new Map(applied.map((part) => [part.name, objectsOf(part, cloud(part))]))
}
const entriesOf = (wanted: Wanted): ReadonlyMap<string, readonly Entry[]> =>
  new Map([...wanted].map(([part, objects]) => [part, objects.map(entryOf)]))

async function removeOld(
  client: Kube,
  wanted: ReadonlyMap<string, readonly Entry[]>,
  signal: AbortSignal,
): Promise<boolean> {
  const recorded = await recordedObjects(client, systemNamespace)
  let hasRemoved = false
  for (const { entry } of removalsOf(recorded, wanted)) {
    signal.throwIfAborted()
    if (await removeOwn(client, entry, manager)) hasRemoved = true
  }
  for (const [part, entries] of recorded) {
    const now = wanted.get(part) ?? []
    if (entries.length !== now.length) await record(client, systemNamespace, { part, entries: now, manager })
  }
  return hasRemoved
}

/** What the next run would delete, for a cloud that is there. */
export const plannedRemovals = (world: UpWorld): Promise<readonly Removal[]> =>
  withClient(world, async (client) => {
    const wanted = entriesOf(await wantedOf(client, world))
    const removals = removalsOf(await recordedObjects(client, systemNamespace), wanted)
    const paths = await Promise.all(removals.map(({ entry }) => ownPath(client, entry, manager)))
    return removals.filter((_, at) => paths[at] !== undefined)
  })
