/** What the kernel of this machine has, as far as a cloud depends on it. */
import { readFile } from 'node:fs/promises'
import { release } from 'node:os'
import { join } from 'node:path'

/** Whether it knows a file system: now, or by a module that it loads when asked. */
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
