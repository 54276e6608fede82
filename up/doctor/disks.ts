/** Is disk left where the cloud, its hosts and the caches write? */
import { Problem } from '@opads/kernel/problem'
import type { Check } from '@opads/parts/part'
import { disksOf } from '../disk.ts'
import { type Disk, inGib } from '../disk-needs.ts'
import { checkLab } from '../lab.ts'
import { programNeeds } from '../steps/programs.ts'
import type { UpWorld } from '../world.ts'

const least = 5 * 2 ** 30

export const diskCheck: Check<UpWorld> = {
  title: 'Disk of the cloud, its hosts and the caches',
  ask: async (world) => {
    const [{ folder: cache }, { engineFolder }] = await Promise.all([programNeeds(world), checkLab(world)])
    const folders = ['/var/lib/opads', engineFolder, cache]
    const low = lowDisks(folders, await disksOf(folders))
    return low.length > 0 ? new Problem('doctor.disk-low', { low: low.join('; ') }) : undefined
  },
}

/** Each disk once, with the folders on it. Pure. */
export const lowDisks = (folders: readonly string[], diskOf: (folder: string) => Disk): readonly string[] =>
  [...Map.groupBy(folders, (folder) => diskOf(folder).device).values()].flatMap((own) => {
    const { freeBytes } = diskOf(own[0]!)
    return freeBytes < least ? [`${own.join(', ')}: ${inGib(freeBytes)} GiB free`] : []
  })
