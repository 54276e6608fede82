/** What a run would do about parts: the objects that it would apply, the pods that it would wait for, the objects that it would delete. */
import { existsSync } from 'node:fs'
import { objectPath } from '@opads/kernel/kube'
import type { Foreseen, Step } from '@opads/kernel/step'
import { entryOf, ofParts, ofTemplates, recordedObjects, titleOf } from '@opads/parts/inventory'
import type { Manifest, Part } from '@opads/parts/part'
import { workloadState } from '@opads/parts/readiness'
import { ownPath, plannedRemovals } from '@opads/parts/removal'
import type { Kube } from '@opads/world/kube/client'
import { filesAhead } from '../cloud.ts'
import { askIfPossible, firstBusy } from '../foresee.ts'
import { stateHolders } from '../state-holders.ts'
import type { UpWorld } from '../world.ts'
import { pinnedReference, plannedOwnImages } from './images.ts'
import { objectChange } from './object-changes.ts'
import { appliedOf, entriesOf, kubeconfigOf, type Wanted, wantedOf, withClient } from './wanted.ts'

type Foresee = NonNullable<Step<UpWorld>['foresee']>
/** `byPart`: what a run would change, by part. `deleted`: what it would delete in the end. */
type Ahead = {
  readonly byPart: ReadonlyMap<string, readonly string[]>
  readonly deleted: readonly string[]
}

/** One look at the cluster, as the answers of all steps of parts. */
export function foreseeParts() {
  let ahead: Ahead = { byPart: new Map(), deleted: [] }
  const foresee: Foresee = async (world, earlier) => {
    if (!existsSync(kubeconfigOf(world))) return { knownAfter: 'cluster-api' } // its cluster was not made yet
    const busy = firstBusy(['hosts', ...(world.words.file ? ['cluster'] : [])], earlier)
    if (busy !== undefined) return { knownAfter: busy }
    return askIfPossible(['images-own', 'cluster', 'cluster-api'], earlier, async () => {
      ahead = await aheadOf(world)
      return [...ahead.byPart.values()].flat()
    })
  }
  const foreseeWait =
    (part: Part): Foresee =>
    async (world, earlier) => {
      if (!('changes' in earlier('parts'))) return { knownAfter: 'parts' }
      if ((ahead.byPart.get(part.name) ?? []).length > 0)
        return { changes: ['waits until it is ready with what was changed'] }
      return { changes: await withClient(world, (client) => unready(client, part)) }
    }
  const foreseeRemoval: Foresee = async (_, earlier): Promise<Foreseen> =>
    'changes' in earlier('parts') ? { changes: ahead.deleted } : { knownAfter: 'parts' }
  return { foresee, foreseeWait, foreseeRemoval }
}

async function aheadOf(world: UpWorld): Promise<Ahead> {
  const rows = await plannedOwnImages(world)
  const images = rows.map(({ name, digest }) => [name, digest && pinnedReference(name, digest)] as const)
  const unmade = new Set(images.filter(([, reference]) => reference === null).map(([name]) => name))
  const files = await filesAhead(world)
  return withClient(world, async (client) => {
    const holders = await stateHolders(client, world.parts)
    const known = new Map(images.map(([name, reference]) => [name, reference ?? '']))
    const wanted = await wantedOf(holders, world, { images: Object.fromEntries(known) })
    const former = await Promise.all(
      holders
        .filter(({ isListed }) => !isListed)
        .map(async (one) => ((await ownPath(client, one.entry, ofParts.applier)) ? [one] : [])),
    )
    const changesOf = async (part: Part): Promise<readonly string[]> => {
      const news = (part.images?.registry ?? []).filter((name) => unmade.has(name))
      return [
        ...(files.get(part.name) ?? []).map((path) => `makes the file ${path}`),
        ...former.flat().flatMap((one) => (one.part === part.name ? [`ends ${titleOf(one.entry)}`] : [])),
        ...(news.length > 0
          ? [`gets the new image of ${news.join(', ')}`]
          : await changesOfObjects(client, wanted.get(part.name)!)),
      ]
    }
    const byPart = await Promise.all(
      appliedOf(world.parts).map(
        async (part) => [part.name, (await changesOf(part)).map((one) => `${part.name}: ${one}`)] as const,
      ),
    )
    return { byPart: new Map(byPart), deleted: await deletedAhead(client, world, wanted) }
  })
}

async function changesOfObjects(client: Kube, objects: readonly Manifest[]): Promise<readonly string[]> {
  const changes = await Promise.all(
    objects.map(async (object) => {
      const title = titleOf(entryOf(object))
      const before = await client.get(objectPath(object))
      if (before === undefined) return [`makes ${title}`]
      const change = objectChange(before, await client.wouldApply(object, ofParts.applier))
      return change === undefined ? [] : [`${title}: ${change}`]
    }),
  )
  return changes.flat()
}

/** Of templates only those of parts that the cloud does without. */
async function deletedAhead(client: Kube, world: UpWorld, wanted: Wanted): Promise<readonly string[]> {
  const names = new Set(world.parts.map(({ name }) => name))
  const templates = [...(await recordedObjects(client, ofTemplates))].filter(([part]) => names.has(part))
  const removals = [
    ...(await plannedRemovals(client, ofTemplates, new Map(templates))),
    ...(await plannedRemovals(client, ofParts, entriesOf(wanted))),
  ]
  return removals.map(({ part, entry }) => `deletes ${titleOf(entry)}, of part ${part}: no part lists it`)
}

async function unready(client: Kube, { workloads = [] }: Part): Promise<readonly string[]> {
  const states = await Promise.all(workloads.map((workload) => workloadState(client, workload)))
  return states.flatMap(({ isReady, detail }, at) =>
    isReady ? [] : [`waits for ${workloads[at]!.name}: ${detail}`],
  )
}
