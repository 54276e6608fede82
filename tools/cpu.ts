/**
 * CPU seconds of this process, of its children that have ended, and of the containers of this machine. Only differences of two values mean
 * something.
 *
 * The kernel adds the CPU time of a child to its parent when the parent learns of its end, together with what the child got from its own
 * children: nothing has to be sampled, and no program has to be wrapped. A process that has left the tree is missing there. Those that
 * matter are the hosts of labs, which the container engine starts: their control group keeps the sum, also after a container is gone.
 * Containers that ran before this process first asked, such as those of the user's own cloud, are not counted. Where systemd makes a group for each container (cgroup v2), the sum is gone
 * with the container; hosts are then not counted, and the value of a story is too low.
 */
import { readdirSync, readFileSync } from 'node:fs'

/** `/proc` counts in hundredths of a second on every x86_64. */
const ticksPerSecond = 100

export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  const groups = read('/proc/self/cgroup')
  const usageOf = (container: string) =>
    containers(groups, read(`${v1}/${container}/cpuacct.usage`), read(`${v2}/${container}/cpu.stat`))
  const ids = [v1, v2].flatMap(foldersIn).filter((name) => /^[0-9a-f]{64}$/.test(name))
  others = othersNow(others, new Map(ids.map((id) => [id, usageOf(id)])))
  const ofOthers = [...others.values()].reduce((sum, seconds) => sum + seconds, 0)
  return (user + system) / 1e6 + endedChildren(read('/proc/self/stat')) + usageOf('') - ofOthers
}

const [v1, v2] = ['/sys/fs/cgroup/cpuacct/docker', '/sys/fs/cgroup/docker'] as const

/** Id → CPU seconds. */
type Usages = ReadonlyMap<string, number>
let others: Usages | undefined

/**
 * Containers that were there when this was first asked. One that has gone keeps its last value, which the sum of all keeps too. Pure.
 * @param now those that are there
 */
export const othersNow = (before: Usages | undefined, now: Usages): Usages =>
  before === undefined ? now : new Map([...before].map(([id, last]) => [id, now.get(id) ?? last]))

function foldersIn(path: string): readonly string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

/** Pure. @param stat text of `/proc/self/stat`; the name of the program, in brackets, may contain anything */
export function endedChildren(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond // fields 16 and 17 of proc(5)
}

/** Pure. @param groups where this process is itself: in a container of the same engine it would be counted twice */
export function containers(groups: string, v1: string, v2: string): number {
  if (groups.includes(':/docker')) return 0
  return Number(v1) / 1e9 + Number(/^usage_usec (\d+)/m.exec(v2)?.[1] ?? 0) / 1e6
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // the machine has the other version of control groups, or no container yet
  }
}
