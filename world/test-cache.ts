/** A new cache folder for a test, which shares with the machine's cache only folders whose content is named by digest. */
import { mkdir, symlink } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The cache of this machine. */
export const machineCache = process.env.OPADS_CACHE ?? join(homedir(), '.cache/opads')

/** @param shared folders of the machine's cache that the test reads and adds to */
export async function testCache(folder: string, shared = ['debian', 'compiler']): Promise<string> {
  await mkdir(folder, { recursive: true })
  for (const name of shared) {
    await mkdir(join(machineCache, name), { recursive: true })
    await symlink(join(machineCache, name), join(folder, name))
  }
  return folder
}
