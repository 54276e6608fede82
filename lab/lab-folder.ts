/** `<state>/<lab>`: a lab's files. If a cloud has files there too, its ssh keys are kept for the next hosts. */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

export const hostsFileName = 'hosts.json'
export const keysFolder = 'ssh'

/** Called after the hosts are deleted. */
export async function leaveFolder(folder: string): Promise<void> {
  for (const name of [hostsFileName, `${hostsFileName}.new`]) await rm(join(folder, name), { force: true })
  const others = (await readdir(folder).catch(() => [])).filter((name) => name !== keysFolder)
  if (others.length === 0) await rm(folder, { recursive: true, force: true })
}
