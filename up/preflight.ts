/** Before anything is changed: does this machine have what a cloud needs? Every fault at once. */
import { statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import { freeBytes } from './free.ts'
import { addressFaults } from './lab.ts'
import type { UpWorld } from './world.ts'

const neededDisk = 12 * 2 ** 30
const neededMemory = 2.5 * 2 ** 30
const gib = (bytes: number) => (bytes / 2 ** 30).toFixed(1)

/** @param isThere the cloud's hosts are up: then all of this is its own. @throws Problem `up.machine-unfit` */
export async function preflight(world: UpWorld, isThere: boolean): Promise<void> {
  if (isThere) return
  const faults = [
    ...(await diskFaults(world.folder)),
    ...(await memoryFaults()),
    ...(await portFaults(world.words.listen)),
    ...(await addressFaults(world)),
  ]
  if (faults.length > 0)
    throw new Problem('up.machine-unfit', { count: faults.length, faults: faults.join('; ') })
}

/** The folder is not there before the first run. */
export async function freeDisk(folder: string): Promise<{ readonly place: string; readonly bytes: number }> {
  const found = await statfs(folder).catch((failure: NodeJS.ErrnoException) => {
    if (failure.code !== 'ENOENT') throw failure
  })
  return found ? { place: folder, bytes: found.bavail * found.bsize } : freeDisk(dirname(folder))
}

async function diskFaults(folder: string): Promise<readonly string[]> {
  const { place, bytes } = await freeDisk(folder)
  return bytes < neededDisk ? [`${place} has ${gib(bytes)} GiB free, a cloud needs ${gib(neededDisk)}`] : []
}

async function memoryFaults(): Promise<readonly string[]> {
  const bytes = await freeBytes()
  return bytes < neededMemory
    ? [`${gib(bytes)} GiB of memory are available, a cloud needs ${gib(neededMemory)}`]
    : []
}

function portFaults(listen: string): Promise<readonly string[]> {
  const [host, port] = listen.split(':') as [string, string]
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (failure: NodeJS.ErrnoException) =>
      resolve([
        failure.code === 'EADDRINUSE'
          ? `${listen} is taken: choose another with --listen`
          : `${listen} cannot be listened on: ${failure.message}`,
      ]),
    )
    server.listen(Number(port), host, () => server.close(() => resolve([])))
  })
}
