/** Before anything is changed: does this machine have what a first run needs? Every fault at once. */
import { createServer } from 'node:net'
import { type Fault, faultOf } from '@opads/kernel/fault'
import { Problem } from '@opads/kernel/problem'
import { disksOf } from './disk.ts'
import { diskFaults, diskNeeds, inGib } from './disk-needs.ts'
import { freeBytes } from './free.ts'
import { hasSwap, knowsFileSystem } from './kernel.ts'
import { checkLab } from './lab.ts'
import { programNeeds } from './steps/programs.ts'
import type { UpWorld } from './world.ts'

/** A cloud with its sample; building may need more (`opads artifacts needs`). */
const cloudMemory = 2.5 * 2 ** 30

/** `faults` prevent a run, `notices` do not. */
type Preflight = { readonly faults: readonly Fault[]; readonly notices: readonly string[] }

/** @param isThere the cloud's hosts exist: then the port, memory and disk in use are its own */
export async function preflight(world: UpWorld, isThere: boolean): Promise<Preflight> {
  if (isThere) return { faults: [], notices: [] }
  const [programs, lab] = await Promise.all([programNeeds(world), checkLab(world)])
  const folders = { cache: programs.folder, cloud: world.folder, engine: lab.engineFolder }
  const diskOf = await disksOf(Object.values(folders))
  const problems = [
    ...diskFaults(diskNeeds(folders, programs.diskBytes), diskOf),
    ...(await memoryFaults(Math.max(cloudMemory, programs.memoryBytes))),
    ...((await knowsFileSystem('overlay')) ? [] : [new Problem('up.no-overlay', {})]),
    ...(await portFaults(world.words.listen)),
  ]
  const notices = [
    ...lab.dropped.map(({ server, why }) => `Pods will not ask the name server ${server}: ${why}.`),
    ...((await hasSwap()) ? ['Swap is on: the cloud works, and is slow where memory is short.'] : []),
  ]
  return { faults: [...problems.map((problem) => faultOf(problem)), ...lab.faults], notices }
}

/** @throws Problem `up.machine-unfit` */
export function refuseUnfit({ faults }: Preflight): void {
  if (faults.length > 0)
    throw new Problem('up.machine-unfit', {
      count: faults.length,
      faults: faults.map(({ code, sentence, next }) => `${sentence} (${code}). ${next}`).join('; '),
      codes: faults.map(({ code }) => code),
    })
}

async function memoryFaults(needed: number): Promise<readonly Problem[]> {
  const bytes = await freeBytes()
  return bytes < needed
    ? [new Problem('up.memory-short', { freeGiB: inGib(bytes), neededGiB: inGib(needed) })]
    : []
}

function portFaults(listen: string): Promise<readonly Problem[]> {
  const [host, port] = listen.split(':') as [string, string]
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (failure: NodeJS.ErrnoException) =>
      resolve([
        failure.code === 'EADDRINUSE'
          ? new Problem('up.port-taken', { listen })
          : new Problem('up.cannot-listen', { listen, said: failure.message }),
      ]),
    )
    server.listen(Number(port), host, () => server.close(() => resolve([])))
  })
}
