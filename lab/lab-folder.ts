/** `<state>/<lab>`: what a lab has there. A cloud brought up on its hosts has more in it, and keeps all of that for its next hosts. */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

export const hostsFileName = 'hosts.json'
export const keysFolder = 'ssh'

/** The hosts are gone. */
export async function leaveFolder(folder: string): Promise<void> {
  for (const name of [hostsFileName, `${hostsFileName}.new`]) await rm(join(folder, name), { force: true })
  const others = (await readdir(folder).catch(() => [])).filter((name) => name !== keysFolder)
  if (others.length === 0) await rm(folder, { recursive: true, force: true })
}
