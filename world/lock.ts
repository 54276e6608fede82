/**
 * A lock between processes: `flock` on a file that this process keeps open. The kernel releases it when this process ends, however that
 * happens, and shows others who holds it.
 */
import { mkdir, open, readdir, readFile, readlink, realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { exec } from './exec.ts'

/**
 * Many can hold a lock `shared`, only one `exclusive`. Where it is taken, calls `whenTaken` with the holders' process ids, then waits;
 * an error thrown by `whenTaken` ends the wait. Returns the release.
 */
export type HoldLock = (
  file: string,
  kind: 'shared' | 'exclusive',
  whenTaken?: (holders: readonly number[]) => void,
) => Promise<() => Promise<void>>

const taken = 75 // exit code of flock when the lock is taken

export const holdLock: HoldLock = async (file, kind, whenTaken = () => {}) => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 }) // anybody who can open the file could hold the lock for ever
  const handle = await open(file, 'a', 0o600)
  await handle.chmod(0o600) // an earlier version let others open it
  const lock = async (...words: string[]) => {
    const argv = ['flock', `--${kind}`, '--conflict-exit-code', String(taken), ...words, '3'] as const
    const { code } = await exec(argv, { codes: [0, taken], inherits: [handle.fd] })
    return code === 0
  }
  try {
    if (!(await lock('--nonblock'))) {
      whenTaken(await holdersOf(file))
      await lock()
    }
  } catch (failure) {
    await handle.close()
    throw failure
  }
  return () => handle.close()
}

/** Process ids that hold the lock, as far as this user can see them; empty where they have ended. */
async function holdersOf(file: string): Promise<readonly number[]> {
  const path = await realpath(file)
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const holds = async (pid: string, fd: string) =>
    (await readlink(`/proc/${pid}/fd/${fd}`)) === path &&
    (await readFile(`/proc/${pid}/fdinfo/${fd}`, 'utf8')).includes('\nlock:')
  const found = await Promise.all(
    processes.map(async (pid) => {
      const files = await readdir(`/proc/${pid}/fd`).catch(() => [])
      const held = await Promise.all(files.map((fd) => holds(pid, fd).catch(() => false)))
      return held.includes(true) ? [Number(pid)] : []
    }),
  )
  return found.flat()
}
