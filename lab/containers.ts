/** A lab's containers with their memory: one question to the engine, all else from control groups. */
import { busyGroupsIn, type MemoryGroup, memoryGroup, workingSetIn } from '@opads/world/cgroup-memory'
import type { Exec } from '@opads/world/exec'
import type { LabContainer } from './contract.ts'
import { containerName, docker } from './docker.ts'
import { entranceName } from './entrance.ts'

/** Where a host's containerd has the group of each container beside its pods, such as etcd (role `container`). */
const ownGroups = 'opads'
/** Where the kubelet has its pods: under cgroup v1, under v2. */
const podGroups = ['kubelet/kubepods', 'kubepods.slice']

/**
 * Hosts, what they run beside their pods, the entrance if there is one.
 * @param hosts their names
 * @param groupOf for tests
 */
export async function labContainers(
  lab: string,
  hosts: readonly string[],
  exec: Exec,
  groupOf: typeof memoryGroup = memoryGroup,
): Promise<readonly LabContainer[]> {
  if (hosts.length === 0) return []
  const entrance = entranceName(lab)
  const names = [...hosts.map((host) => containerName(lab, host)), entrance]
  const { stdout } = await exec(docker('inspect', '--format', '{{.Name}} {{.Id}} {{.State.Pid}}', ...names), {
    codes: [0, 1], // 1: some are not there
  })
  const groups = new Map<string, MemoryGroup | undefined>()
  for (const line of stdout.split('\n').filter(Boolean)) {
    const [name, id, pid] = line.split(' ') as [string, string, string]
    groups.set(
      name.replace(/^\//, ''),
      pid === '0' ? undefined : await runningGroup(() => groupOf(Number(pid), id)),
    )
  }
  const rows = await Promise.all(hosts.map((host) => hostRows(host, groups.get(containerName(lab, host)))))
  return [
    ...rows.flat(),
    ...(groups.has(entrance)
      ? [await rowOf({ kind: 'entrance', name: 'entrance' }, groups.get(entrance))]
      : []),
  ]
}

/** A container that has ended since the engine was asked does not run. */
const runningGroup = (read: () => Promise<MemoryGroup>): Promise<MemoryGroup | undefined> =>
  read().catch((failure: NodeJS.ErrnoException) => {
    if (failure.code === 'ENOENT' || failure.code === 'ESRCH') return undefined
    throw failure
  })

/** Of the host's own memory, that of its pods and containers is taken off. */
async function hostRows(host: string, group: MemoryGroup | undefined): Promise<readonly LabContainer[]> {
  const own = await rowOf({ kind: 'host', name: host }, group)
  if (group === undefined) return [own]
  const names = await busyGroupsIn(group, ownGroups)
  const inside = await Promise.all(
    names.map((name) => rowOf({ kind: 'inside', name, host }, group, `${ownGroups}/${name}`)),
  )
  const pods = await Promise.all(podGroups.map((below) => workingSetIn(group, below)))
  const others = [...inside.map(({ memoryBytes }) => memoryBytes), ...pods.map((bytes) => bytes ?? 0)]
  const left = others.reduce((rest, bytes) => rest - bytes, own.memoryBytes)
  return [{ ...own, memoryBytes: Math.max(0, left) }, ...inside]
}

const rowOf = async (
  known: Pick<LabContainer, 'kind' | 'name' | 'host'>,
  group: MemoryGroup | undefined,
  below?: string,
): Promise<LabContainer> => ({
  ...known,
  isRunning: group !== undefined,
  memoryBytes: group === undefined ? 0 : ((await workingSetIn(group, below)) ?? 0),
})
