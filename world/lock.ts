/**
 * A lock between processes. `flock` puts it on a file that this process has open, so the kernel lets go when this process ends,
 * however that happens, and tells others who holds it.
 */
import { mkdir, open, readdir, readFile, readlink, realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { exec } from './exec.ts'

/**
 * `shared` ones stand beside each other, an `exclusive` one stands alone. Where it is taken, `whenTaken` hears by which processes,
 * then this one waits for its turn; what `whenTaken` throws ends that. Answers how to let go.
 */
export type HoldLock = (
  file: string,
  kind: 'shared' | 'exclusive',
  whenTaken?: (holders: readonly number[]) => void,
) => Promise<() => Promise<void>>

const taken = 75 // what flock ends with where it may not wait

export const holdLock: HoldLock = async (file, kind, whenTaken = () => {}) => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 }) // whoever can open a lock file can hold it for ever
  const handle = await open(file, 'a', 0o600)
  await handle.chmod(0o600) // an earlier version left it open to others
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

/** As far as this user may see them; none where they have ended meanwhile. */
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
