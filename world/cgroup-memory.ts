/** Working set of a container: memory without inactive file cache; for cgroup v1 and v2. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const root = '/sys/fs/cgroup'
/** The group of a container: its folder, and the names of files in it and in its child groups. */
export type MemoryGroup = {
  readonly folder: string
  readonly usage: string
  /** Key of inactive files in `memory.stat`, with those of child groups. */
  readonly inactive: string
}

/**
 * On a kernel with both versions, the one that lists `memory` counts.
 * @param groups text of `/proc/<pid>/cgroup`; the process may be in a child of the container's group
 * @param id of the container, part of its group's name
 */
export function memoryGroupIn(groups: string, id: string): MemoryGroup {
  const rows = groups
    .trim()
    .split('\n')
    .map((row) => row.split(':') as [string, string, ...string[]])
  const first = rows.find(([, controllers]) => controllers.split(',').includes('memory'))
  const [, controllers, ...rest] = first ?? rows.find(([number]) => number === '0')!
  const parts = rest.join(':').split('/')
  const own = parts.slice(0, parts.findIndex((part) => part.includes(id)) + 1)
  return controllers === ''
    ? { folder: join(root, ...own), usage: 'memory.current', inactive: 'inactive_file' }
    : { folder: join(root, 'memory', ...own), usage: 'memory.usage_in_bytes', inactive: 'total_inactive_file' } // biome-ignore format: beside the other
}

/** @param pid a process of the container */
export const memoryGroup = async (pid: number, id: string): Promise<MemoryGroup> =>
  memoryGroupIn(await readFile(`/proc/${pid}/cgroup`, 'utf8'), id)

/** Bytes; `undefined` if there is no such group. @param below path of a child group */
export async function workingSetIn(
  { folder, usage, inactive }: MemoryGroup,
  below = '',
): Promise<number | undefined> {
  const read = (name: string) => readFile(join(folder, below, name), 'utf8')
  try {
    const files = new RegExp(`^${inactive} (\\d+)$`, 'm').exec(await read('memory.stat'))?.[1]
    return Number(await read(usage)) - Number(files)
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw failure
  }
}

/** Names of the child groups that have processes. @param below path of their parent */
export async function busyGroupsIn({ folder }: MemoryGroup, below: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => [])
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => {
        const pids = await readFile(join(folder, below, name, 'cgroup.procs'), 'utf8').catch(() => '')
        return pids.trim() === '' ? [] : [name]
      }),
  )
  return found.flat().sort()
}

/** Bytes of a running container. @param pid a process of the container */
export async function workingSetOf(pid: number, id: string): Promise<number> {
  const group = await memoryGroup(pid, id)
  const bytes = await workingSetIn(group)
  if (bytes === undefined) throw new Error(`${group.folder} has no memory of its own`)
  return bytes
}
