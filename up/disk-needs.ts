/** How much disk a first run needs, for each file system by itself. Pure. */
import { Problem } from '@opads/kernel/problem'

const gib = 2 ** 30
/** While programs are built, and when the cloud runs: most disk of the first is free again before the second. */
type Phase = 'build' | 'run'
type Need = { readonly folder: string; readonly phase: Phase; readonly bytes: number }
/** `device`: equal for folders on one file system. */
export type Disk = { readonly device: number; readonly freeBytes: number }

type Folders = { readonly cache: string; readonly cloud: string; readonly engine: string }

/**
 * Measured on a new cloud with its sample: images and layers 0.6 GiB, the compiler 0.3 GiB, the image of hosts 0.3 GiB, the host's
 * volume 1.0 GiB (2.6 after pushes of 1.1 GiB). The rest is room for what people push.
 * @param buildBytes for programs that are not built yet, from `opads artifacts needs`
 */
export function diskNeeds({ cache, cloud, engine }: Folders, buildBytes: number): readonly Need[] {
  return [
    { folder: cache, phase: 'build', bytes: buildBytes + 3 * gib },
    { folder: cache, phase: 'run', bytes: 3 * gib },
    { folder: cloud, phase: 'run', bytes: gib },
    { folder: engine, phase: 'run', bytes: 8 * gib },
    { folder: engine, phase: 'build', bytes: 2 * gib }, // hosts start while programs are built
  ]
}

/** Problems `up.disk-short`. @param diskOf the disk of a folder, which need not exist */
export function diskFaults(needs: readonly Need[], diskOf: (folder: string) => Disk): readonly Problem[] {
  const byDisk = Map.groupBy(needs, (need) => diskOf(need.folder).device)
  return [...byDisk.values()].flatMap((own) => {
    const sum = (phase: Phase) =>
      own.filter((need) => need.phase === phase).reduce((total, need) => total + need.bytes, 0)
    const needed = Math.max(sum('build'), sum('run'))
    const { freeBytes } = diskOf(own[0]!.folder)
    const folders = [...new Set(own.map((need) => need.folder))].join(', ')
    return freeBytes < needed
      ? [new Problem('up.disk-short', { folders, freeGiB: inGib(freeBytes), neededGiB: inGib(needed) })]
      : []
  })
}

export const inGib = (bytes: number): string => (bytes / gib).toFixed(1)
