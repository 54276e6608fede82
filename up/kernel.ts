/** Features of this machine's kernel on which a cloud depends. */
import { readFile } from 'node:fs/promises'
import { release } from 'node:os'
import { join } from 'node:path'

/** Whether the kernel has a file system, or a module to load for it. */
export async function knowsFileSystem(name: string): Promise<boolean> {
  const modules = join('/lib/modules', release())
  const [now, loadable, builtIn] = await Promise.all(
    ['/proc/filesystems', join(modules, 'modules.dep'), join(modules, 'modules.builtin')].map((path) =>
      readFile(path, 'utf8').catch(() => ''),
    ),
  )
  return (
    now!.split('\n').some((line) => line.trim().split('\t').at(-1) === name) ||
    [loadable!, builtIn!].some((list) => new RegExp(`/${name}\\.ko`).test(list))
  )
}

export async function hasSwap(): Promise<boolean> {
  return (await readFile('/proc/swaps', 'utf8').catch(() => '')).trim().split('\n').length > 1
}
