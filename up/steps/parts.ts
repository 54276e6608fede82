/**
 * Applies all parts at once, then waits for each, then deletes what no part lists any more. A process that needs another part waits for it
 * by itself, so that images are pulled and databases made in parallel.
 */
import { join } from 'node:path'
import type { Step } from '@opads/kernel/step'
import { type Entries, entryOf, ofParts, ofTemplates, recordedObjects } from '@opads/parts/inventory'
import type { Manifest, Part } from '@opads/parts/part'
import { workloadState } from '@opads/parts/readiness'
import { plannedRemovals, type Removal, removeOld } from '@opads/parts/removal'
import type { Kube } from '@opads/world/kube/client'
import { waitFor } from '@opads/world/wait'
import { cloudSeenBy, makeFiles } from '../cloud.ts'
import { objectsOf } from '../parts.ts'
import { endFormer, type Holder, stateHolders, stateHosts } from '../state-holders.ts'
import type { UpWorld } from '../world.ts'
import { applyPart, untilServed } from './apply-part.ts'

const appliedOf = (parts: readonly Part[]) => parts.filter(({ install }) => install.by === 'objects')

export function partSteps(parts: readonly Part[]): readonly Step<UpWorld>[] {
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
        const holders = await stateHolders(client, parts)
        wanted = await wantedOf(holders, world)
        const recorded = await recordedObjects(client, ofParts)
        await endFormer(client, holders, ofParts, world.stop)
        for (const wave of wavesOf(appliedOf(parts)))
          await Promise.all(
            wave.map(async ({ name }) => {
              const own = { objects: wanted.get(name)!, recorded: recorded.get(name) ?? [] }
              if (await applyPart(client, name, own, world.stop)) changed.add(name)
            }),
          )
        return changed.size > 0
      }),
  }
  const awaited = appliedOf(parts).filter(({ workloads = [] }) => workloads.length > 0)
  const waits = awaited.map(
    (part): Step<UpWorld> => ({
      id: `part-${part.name}`,
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
    run: (world) => withClient(world, (client) => removeOld(client, ofParts, entriesOf(wanted), world.stop)),
  }
  return [apply, ...waits, remove]
}

/** Parts without needs among those that are applied here (namespaces, secrets) come first. */
function wavesOf(applied: readonly Part[]): readonly (readonly Part[])[] {
  const names = new Set(applied.map(({ name }) => name))
  const isFirst = ({ needs }: Part) => !needs.some((need) => names.has(need))
  return [applied.filter(isFirst), applied.filter((part) => !isFirst(part))]
}

async function withClient<T>(world: UpWorld, work: (client: Kube) => Promise<T>): Promise<T> {
  const client = await world.kube(join(world.folder, 'kubeconfig'))
  try {
    return await work(client)
  } finally {
    await client.close()
  }
}

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
  for (const object of await servicesOf(client, part)) await untilServed(client, object, signal)
}

/** The part's APIServices, as they were applied; they answer when its workloads do. */
async function servicesOf(client: Kube, part: Part): Promise<readonly Manifest[]> {
  const entries = (await recordedObjects(client, ofParts)).get(part.name) ?? []
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
async function wantedOf(holders: readonly Holder[], world: UpWorld): Promise<Wanted> {
  const cloud = await cloudSeenBy(world, stateHosts(holders))
  return new Map(appliedOf(world.parts).map((part) => [part.name, objectsOf(part, cloud(part))]))
}
const entriesOf = (wanted: Wanted): Entries =>
  new Map([...wanted].map(([part, objects]) => [part, objects.map(entryOf)]))

/** What the next run would delete, for a cloud that is there; of templates only those of parts that it does without. */
export const removalsAhead = (world: UpWorld): Promise<readonly Removal[]> =>
  withClient(world, async (client) => {
    const wanted = entriesOf(await wantedOf(await stateHolders(client, world.parts), world))
    const names = new Set(world.parts.map(({ name }) => name))
    const templates = [...(await recordedObjects(client, ofTemplates))].filter(([part]) => names.has(part))
    return [
      ...(await plannedRemovals(client, ofTemplates, new Map(templates))),
      ...(await plannedRemovals(client, ofParts, wanted)),
    ]
  })
