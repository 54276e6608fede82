/** Before anything is changed: does this machine have what a cloud needs? Every fault at once. */
import { statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { Problem } from '@opads/kernel/problem'
import { freeBytes } from './free.ts'
import type { UpWorld } from './world.ts'

const neededDisk = 12 * 2 ** 30
const neededMemory = 2.5 * 2 ** 30

/** @param isThere the cloud's hosts are up: then port and memory are its own. @throws Problem `up.machine-unfit` */
export async function preflight({ words }: UpWorld, isThere: boolean): Promise<void> {
  const { bavail, bsize } = await statfs('/var/lib')
  const gib = (bytes: number) => (bytes / 2 ** 30).toFixed(1)
  const disk = bavail * bsize
  const memory = await freeBytes()
  const faults = [
    ...(disk < neededDisk && !isThere
      ? [`/var/lib has ${gib(disk)} GiB free, a cloud needs ${gib(neededDisk)}`]
      : []),
    ...(memory < neededMemory && !isThere
      ? [`${gib(memory)} GiB of memory are available, a cloud needs ${gib(neededMemory)}`]
      : []),
    ...(isThere ? [] : await portFault(words.listen)),
  ]
  if (faults.length > 0)
    throw new Problem('up.machine-unfit', { count: faults.length, faults: faults.join('; ') })
}

function portFault(listen: string): Promise<readonly string[]> {
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
