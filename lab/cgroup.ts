/** Which version of control groups this machine has, and the settings of hosts for it. Pure. */
import { Problem } from '@opads/kernel/problem'

export type Cgroup = 'v1' | 'v2'

/** Controllers that the kubelet and runc cannot do without; v2 has devices and freezer built in. */
const needed: Readonly<Record<Cgroup, readonly string[]>> = {
  v1: ['cpu', 'cpuacct', 'cpuset', 'memory', 'devices', 'freezer', 'name=systemd'],
  v2: ['cpu', 'cpuset', 'memory', 'pids'],
}
const place = '/sys/fs/cgroup'

/**
 * v2 where the unified tree is mounted at /sys/fs/cgroup. A hybrid machine, which mounts it one folder below, works with v1.
 * @param mounts text of /proc/self/mounts
 * @param controllers text of /sys/fs/cgroup/cgroup.controllers, empty where there is none
 * @throws Problem `lab.no-cgroups`
 */
export function cgroupOf(mounts: string, controllers: string): Cgroup {
  const rows = mounts.split('\n').map((line) => line.split(' '))
  const isUnified = rows.some(([, point, type]) => point === place && type === 'cgroup2')
  const version = isUnified ? 'v2' : 'v1'
  const there = isUnified
    ? controllers.trim().split(/\s+/)
    : rows.flatMap(([, , type, options = '']) => (type === 'cgroup' ? options.split(',') : []))
  const missing = needed[version].filter((name) => !there.includes(name))
  if (missing.length > 0) throw new Problem('lab.no-cgroups', { version, missing: missing.join(', ') })
  return version
}

/** On v2 systemd owns the tree, and must create each branch; on v1 nobody owns it. */
export type CgroupDriver = 'systemd' | 'cgroupfs'

/** Settings of a host's kubelet and containerd. On v1 the root of the tree is not writable, so a branch is prepared at boot. */
export const cgroupVariables = (
  version: Cgroup,
): { readonly cgroup_driver: CgroupDriver; readonly kubelet_cgroup_root: string } =>
  version === 'v2'
    ? { cgroup_driver: 'systemd', kubelet_cgroup_root: '/' }
    : { cgroup_driver: 'cgroupfs', kubelet_cgroup_root: '/kubelet' }

/** The driver of the labs' engine. */
export const engineDriver = (version: Cgroup, hasSystemd: boolean): CgroupDriver =>
  version === 'v2' && hasSystemd ? 'systemd' : 'cgroupfs'
