/**
 * One opads at a time builds or prunes. The lock belongs to a `flock` that dies with this process, so a kill leaves no
 * stale lock. The file holds the number of the process, for others to say whom they wait for.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Exec } from '@opads/world/exec'

const taken = 75 // what flock ends with where it may not wait

export async function underLock<T>(
  path: string,
  { exec, note }: { readonly exec: Exec; readonly note: (note: string) => void },
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(dirname(path), { recursive: true })
  const release = (await hold(path, exec, ['--nonblock'])) ?? (await wait())
  try {
    await writeFile(path, `${process.pid}\n`)
    return await work()
  } finally {
    await writeFile(path, '')
    await release()
  }

  async function wait(): Promise<() => Promise<void>> {
    const holder = (await readFile(path, 'utf8')).trim()
    note(`waits for another opads that builds or prunes${holder && `, pid ${holder}`}`)
    return (await hold(path, exec, []))!
  }
}

/**
 * Resolves when the lock is held, with what lets it go; `undefined` where somebody else has it. `stdbuf`: flock would lose
 * its line when it turns into `sleep`.
 */
function hold(
  path: string,
  exec: Exec,
  words: readonly string[],
): Promise<(() => Promise<void>) | undefined> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController()
    const release = async () => {
      stop.abort()
      await ended.catch(() => {})
    }
    const ended = exec(
      // biome-ignore format: one command
      ['setpriv', '--pdeathsig', 'KILL', 'stdbuf', '--output=L', 'flock', '--no-fork', '--verbose', '--conflict-exit-code', String(taken), ...words, path, 'sleep', 'infinity'],
      {
        signal: stop.signal,
        codes: [0, taken],
        env: { LC_ALL: 'C' },
        onLine: (line) => line.includes('getting lock took') && resolve(release),
      },
    )
    ended.then(() => resolve(undefined), reject)
  })
}
