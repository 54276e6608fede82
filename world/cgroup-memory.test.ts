import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { busyGroupsIn, memoryGroupIn, workingSetIn } from './cgroup-memory.ts'

test('version 1 has a tree for memory', () => {
  assert.deepEqual(memoryGroupIn('9:cpu,cpuacct:/docker/ab\n4:memory:/docker/ab\n0::/\n', 'ab'), {
    folder: '/sys/fs/cgroup/memory/docker/ab',
    usage: 'memory.usage_in_bytes',
    inactive: 'total_inactive_file',
  })
})
test('version 2 has one tree for all', () => {
  assert.deepEqual(memoryGroupIn('0::/system.slice/docker-ab.scope/init.scope\n', 'ab'), {
    folder: '/sys/fs/cgroup/system.slice/docker-ab.scope',
    usage: 'memory.current',
    inactive: 'inactive_file',
  })
})
test('the working set is what is used without inactive files, of a child group too; a group without processes is over', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'opads-cgroup-'))
  const group = { folder, usage: 'memory.current', inactive: 'inactive_file' }
  try {
    for (const [name, pids] of [['etcd', '7\n'], ['old', '']] as const) {
      await mkdir(join(folder, 'opads', name), { recursive: true })
      await writeFile(join(folder, 'opads', name, 'cgroup.procs'), pids)
    } // biome-ignore format: one line
    await writeFile(join(folder, 'opads/etcd/memory.current'), '1000\n')
    await writeFile(
      join(folder, 'opads/etcd/memory.stat'),
      'anon 5\ntotal_inactive_file 1\ninactive_file 300\n',
    )
    assert.equal(await workingSetIn(group, 'opads/etcd'), 700)
    assert.equal(await workingSetIn(group, 'kubepods'), undefined)
    assert.deepEqual(await busyGroupsIn(group, 'opads'), ['etcd'])
    assert.deepEqual(await busyGroupsIn(group, 'none'), [])
  } finally {
    await rm(folder, { recursive: true })
  }
})
