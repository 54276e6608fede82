/**
 * The lock of a cloud on this machine: one process at a time changes the cloud. Child processes of the holder, such as the rooms that
 * `opads up` runs, work under its lock.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { labFolder } from '@opads/kernel/cloud-name'
import { Problem } from '@opads/kernel/problem'
import { holdLock } from './lock.ts'

const folder = '/run/opads'
/**
 * The lock of the whole machine. `up` holds it shared, because it changes the machine before the lab has hosts; restoring the machine needs
 * it exclusively. No cloud can have this name.
 */
export const machineLock = join(folder, `${labFolder}.lock`)
/** Thrown to end the wait when an ancestor process holds the lock. */
const handedDown = Symbol('handed down')

/**
 * Takes the lock; returns its release.
 * @param at folder of the locks, for tests
 * @throws Problem `up.busy`
 */
export async function holdCloud(cloud: string, at = folder): Promise<() => Promise<void>> {
  const lock = join(at, `${cloud}.lock`)
  const above = await ancestors()
  const since = (await readFile(lock, 'utf8').catch(() => '')).trim()
  const whenTaken = (holders: readonly number[]) => {
    const [holder] = holders
    if (holder === undefined) return // it has just ended
    throw holders.some((pid) => above.includes(pid))
      ? handedDown
      : new Problem('up.busy', { cloud, holder, since })
  }
  try {
    const release = await holdLock(lock, 'exclusive', whenTaken)
    await writeFile(lock, `${new Date().toISOString().slice(0, 19)}Z\n`)
    return release
  } catch (failure) {
    if (failure === handedDown) return async () => {}
    throw failure
  }
}

/** Process ids of the ancestors, parent first. */
async function ancestors(): Promise<readonly number[]> {
  const found: number[] = []
  for (let pid = process.ppid; pid > 1; pid = await parentOf(pid)) found.push(pid)
  return found
}

/** The program's name in brackets may contain anything, so the last bracket counts. 0: the process has ended. */
async function parentOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return Number(/^.*\) \S (\d+) /s.exec(text)?.[1] ?? 0)
}
