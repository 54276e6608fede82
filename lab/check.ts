/** Can this machine have hosts of a lab, and on which disk? Every fault at once; nothing is changed. */
import { join } from 'node:path'
import { type Fault, faultOf } from '@opads/kernel/fault'
import { Problem } from '@opads/kernel/problem'
import type { Exec } from '@opads/world/exec'
import { trustHere } from '@opads/world/trust'
import { cgroupHere } from './cgroup-here.ts'
import { engineFolder } from './docker.ts'
import { plannedRanges } from './lab.ts'
import { machineEngine } from './machine-engine.ts'
import { readBefore } from './note.ts'
import { resolversHere } from './resolvers-here.ts'

/** `engineFolder`: where images, hosts and their volumes use disk. `dropped`: name servers that pods cannot ask, and why. */
type Checked = {
  readonly faults: readonly Fault[]
  readonly dropped: readonly { readonly server: string; readonly why: string }[]
  readonly engineFolder: string
}

/** @throws any failure that is no Problem */
export async function checkMachine(name: string, exec: Exec): Promise<Checked> {
  const faults: Fault[] = []
  const asked = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await ask()
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      faults.push(faultOf(failure))
      return undefined
    }
  }
  await asked(cgroupHere)
  await asked(() => plannedRanges(name))
  await asked(() => trustHere())
  const resolvers = await asked(() => resolversHere(exec))
  return { faults, dropped: resolvers?.dropped ?? [], engineFolder: await folderOfEngine() }
}

async function folderOfEngine(): Promise<string> {
  const theirs = (await readBefore())?.engine === 'own' ? undefined : await machineEngine()
  return theirs?.folder ?? join(engineFolder, 'docker')
}
