/**
 * Who changes a cloud of this machine does so alone. `opads up` runs other rooms while it works; those are its own children and work
 * under its lock.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { labFolder } from '@opads/kernel/cloud-name'
import { Problem } from '@opads/kernel/problem'
import { holdLock } from './lock.ts'

const folder = '/run/opads'
/**
 * Each `up` holds it shared: it has noted what this machine was, and installs what its hosts need, before the lab knows of them. Who
 * gives the machine back wants it alone. No cloud has this name.
 */
export const machineLock = join(folder, `${labFolder}.lock`)
/** Ends a wait for a lock that a process above this one has. */
const handedDown = Symbol('handed down')

/**
 * Answers how to let go.
 * @param at where locks are, for tests
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

/** The processes that this one was started by, the nearest first. */
async function ancestors(): Promise<readonly number[]> {
  const found: number[] = []
  for (let pid = process.ppid; pid > 1; pid = await parentOf(pid)) found.push(pid)
  return found
}

/** The name stands in brackets and may hold anything. 0: it has ended. */
async function parentOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return Number(/^.*\) \S (\d+) /s.exec(text)?.[1] ?? 0)
}
