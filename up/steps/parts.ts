/**
 * Applies all parts at once, then waits for each, then deletes what no part lists any more. A process that needs another part waits for it
 * by itself, so that images are pulled and databases made in parallel.
 */
import type { Step } from '@opads/kernel/step'
import { ofParts, recordedObjects } from '@opads/parts/inventory'
import type { Manifest, Part } from '@opads/parts/part'
import { workloadState } from '@opads/parts/readiness'
import { removeOld } from '@opads/parts/removal'
import type { Kube } from '@opads/world/kube/client'
import { waitFor } from '@opads/world/wait'
import { makeFiles } from '../cloud.ts'
import { endFormer, stateHolders } from '../state-holders.ts'
import type { UpWorld } from '../world.ts'
import { applyPart, untilServed } from './apply-part.ts'
import { foreseeParts } from './foresee-parts.ts'
import { appliedOf, entriesOf, type Wanted, wantedOf, withClient } from './wanted.ts'

export function partSteps(parts: readonly Part[]): readonly Step<UpWorld>[] {
  const changed = new Set<string>()
  let wanted: Wanted = new Map()
  const { foresee, foreseeWait, foreseeRemoval } = foreseeParts()
  const apply: Step<UpWorld> = {
    id: 'parts',
    title: 'Parts applied',
    needs: ['images-push', 'cluster-api'],
    estimateSeconds: 2,
    foresee,
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
      foresee: foreseeWait(part),
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
    foresee: foreseeRemoval,
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
