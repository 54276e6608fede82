/** Working set of a container: memory without inactive file cache; for cgroup v1 and v2. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const root = '/sys/fs/cgroup'
/** `line`: the key of inactive files in `memory.stat`, including child groups. */
type MemoryFiles = { readonly usage: string; readonly stat: string; readonly line: string }

/**
 * On a kernel with both versions, the one that lists `memory` counts.
 * @param groups text of `/proc/<pid>/cgroup`; the process may be in a child of the container's group
 * @param id of the container, part of its group's name
 */
export function memoryFiles(groups: string, id: string): MemoryFiles {
  const rows = groups
    .trim()
    .split('\n')
    .map((row) => row.split(':') as [string, string, ...string[]])
  const first = rows.find(([, controllers]) => controllers.split(',').includes('memory'))
  const [, controllers, ...rest] = first ?? rows.find(([number]) => number === '0')!
  const parts = rest.join(':').split('/')
  const own = parts.slice(0, parts.findIndex((part) => part.includes(id)) + 1)
  const folder = join(root, controllers === '' ? '' : 'memory', ...own)
  return controllers === ''
    ? { usage: join(folder, 'memory.current'), stat: join(folder, 'memory.stat'), line: 'inactive_file' }
    : { usage: join(folder, 'memory.usage_in_bytes'), stat: join(folder, 'memory.stat'), line: 'total_inactive_file' } // biome-ignore format: beside the other
}

/** Bytes. @param pid a process of the container */
export async function workingSetOf(pid: number, id: string): Promise<number> {
  const { usage, stat, line } = memoryFiles(await readFile(`/proc/${pid}/cgroup`, 'utf8'), id)
  const inactive = new RegExp(`^${line} (\\d+)$`, 'm').exec(await readFile(stat, 'utf8'))?.[1]
  return Number(await readFile(usage, 'utf8')) - Number(inactive)
}
