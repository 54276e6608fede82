/** The disks of folders that need not exist yet, and their free space. */
import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Disk } from './disk-needs.ts'

/** Of the folder, or of its nearest existing parent. */
export async function diskOf(folder: string): Promise<Disk> {
  try {
    const [{ dev }, { bavail, bsize }] = await Promise.all([stat(folder), statfs(folder)])
    return { device: dev, freeBytes: bavail * bsize }
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'ENOENT') throw failure
    return diskOf(dirname(folder))
  }
}

export async function disksOf(folders: readonly string[]): Promise<(folder: string) => Disk> {
  const found = new Map(await Promise.all(folders.map(async (one) => [one, await diskOf(one)] as const)))
  return (folder) => found.get(folder)!
}
