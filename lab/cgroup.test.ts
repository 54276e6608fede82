import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cgroupOf, cgroupVariables, engineDriver } from './cgroup.ts'

const v1 = `tmpfs /sys/fs/cgroup tmpfs rw,mode=755 0 0
cgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw,relatime,cpu,cpuacct 0 0
cgroup /sys/fs/cgroup/cpuset cgroup rw,relatime,cpuset 0 0
cgroup /sys/fs/cgroup/memory cgroup rw,relatime,memory 0 0
cgroup /sys/fs/cgroup/devices cgroup rw,relatime,devices 0 0
cgroup /sys/fs/cgroup/freezer cgroup rw,relatime,freezer 0 0
cgroup /sys/fs/cgroup/systemd cgroup rw,relatime,name=systemd 0 0
cgroup2 /sys/fs/cgroup/unified cgroup2 rw,relatime 0 0
`
const v2 = 'cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid,nodev,noexec,relatime,nsdelegate 0 0\n'

test('a unified tree is v2, a hybrid one is v1', () => {
  assert.equal(cgroupOf(v2, 'cpuset cpu io memory hugetlb pids rdma misc\n'), 'v2')
  assert.equal(cgroupOf(v1, ''), 'v1')
})
test('what is missing is refused by name, on either', () => {
  const refused = (mounts: string, controllers: string) => {
    try {
      return cgroupOf(mounts, controllers)
    } catch (failure) {
      return (failure as Error).message
    }
  }
  assert.match(refused(v2, 'cpuset cpu io pids\n'), /v2.*: memory$/)
  assert.match(refused(v1.replace(/^.*memory.*\n/m, ''), ''), /v1.*: memory$/)
  assert.match(refused('', ''), /cpu, cpuacct, cpuset, memory, devices, freezer, name=systemd$/)
})
test('hosts ask systemd for their groups on v2 and keep to a branch of their own on v1', () => {
  assert.deepEqual(cgroupVariables('v2'), { cgroup_driver: 'systemd', kubelet_cgroup_root: '/' })
  assert.deepEqual(cgroupVariables('v1'), { cgroup_driver: 'cgroupfs', kubelet_cgroup_root: '/kubelet' })
  assert.deepEqual(
    [engineDriver('v2', true), engineDriver('v2', false), engineDriver('v1', true)],
    ['systemd', 'cgroupfs', 'cgroupfs'],
  )
})
