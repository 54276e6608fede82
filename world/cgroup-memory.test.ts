import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryFiles } from './cgroup-memory.ts'

test('version 1 has a tree for memory', () => {
  assert.deepEqual(memoryFiles('9:cpu,cpuacct:/docker/ab\n4:memory:/docker/ab\n0::/\n', 'ab'), {
    usage: '/sys/fs/cgroup/memory/docker/ab/memory.usage_in_bytes',
    stat: '/sys/fs/cgroup/memory/docker/ab/memory.stat',
    line: 'total_inactive_file',
  })
})
test('version 2 has one tree for all', () => {
  assert.deepEqual(memoryFiles('0::/system.slice/docker-ab.scope/init.scope\n', 'ab'), {
    usage: '/sys/fs/cgroup/system.slice/docker-ab.scope/memory.current',
    stat: '/sys/fs/cgroup/system.slice/docker-ab.scope/memory.stat',
    line: 'inactive_file',
  })
})
