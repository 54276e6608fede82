/** `clouds.json` in the person's own configuration: mode 0600, replaced atomically. */
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import { flush, moveDurably } from '@opads/world/durable'
import { type Clouds, noClouds } from './clouds.ts'
import { unreadable } from './read-text.ts'

export type CloudsFile = {
  readonly path: string
  readonly read: () => Promise<Clouds>
  readonly write: (clouds: Clouds) => Promise<void>
}

export function cloudsFile(environment: NodeJS.ProcessEnv): CloudsFile {
  const path = join(environment.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'opads/clouds.json')
  const hint = `Delete ${path} and sign in again: opads login`
  return {
    path,
    read: async () => {
      const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === 'ENOENT') return undefined
        throw unreadable(path, hint, cause)
      })
      if (text === undefined) return noClouds
      try {
        const { last, clouds } = JSON.parse(text) as Clouds
        return { last: last ?? null, clouds: { ...clouds } }
      } catch (cause) {
        throw new Problem('file.unreadable', { path, reason: 'it is not JSON', hint }, cause)
      }
    },
    write: async (clouds) => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const fresh = `${path}.${process.pid}`
      await writeFile(fresh, `${JSON.stringify(clouds, null, 2)}\n`, { mode: 0o600 })
      await chmod(fresh, 0o600)
      await flush(fresh)
      await moveDurably(fresh, path)
    },
  }
}
