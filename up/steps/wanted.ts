/** What the parts of a cloud list, and a client of its cluster. */
import { join } from 'node:path'
import { type Entries, entryOf } from '@opads/parts/inventory'
import type { Manifest, Part } from '@opads/parts/part'
import type { Kube } from '@opads/world/kube/client'
import { cloudSeenBy, type Known } from '../cloud.ts'
import { objectsOf } from '../parts.ts'
import { type Holder, stateHosts } from '../state-holders.ts'
import type { UpWorld } from '../world.ts'

/** Parts that are installed by objects. */
export const appliedOf = (parts: readonly Part[]) => parts.filter(({ install }) => install.by === 'objects')

/** What each part lists, by part. */
export type Wanted = ReadonlyMap<string, readonly Manifest[]>

/** @param known instead of what the cloud's folder has */
export async function wantedOf(holders: readonly Holder[], world: UpWorld, known?: Known): Promise<Wanted> {
  const cloud = await cloudSeenBy(world, stateHosts(holders), known)
  return new Map(appliedOf(world.parts).map((part) => [part.name, objectsOf(part, cloud(part))]))
}

export const entriesOf = (wanted: Wanted): Entries =>
  new Map([...wanted].map(([part, objects]) => [part, objects.map(entryOf)]))

export const kubeconfigOf = ({ folder }: Pick<UpWorld, 'folder'>) => join(folder, 'kubeconfig')

export async function withClient<T>(world: UpWorld, work: (client: Kube) => Promise<T>): Promise<T> {
  const client = await world.kube(kubeconfigOf(world))
  try {
    return await work(client)
  } finally {
    await client.close()
  }
}
