import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { containers, cpuSeconds, endedChildren, othersNow } from './cpu.ts'

test('what children took is read behind a name that has brackets and spaces', () => {
  const stat = '42 (a) b (c) S 1 42 42 0 -1 4194560 900 800 0 0 7 3 250 150 20 0 1 0 100 0 0'
  assert.equal(endedChildren(stat), 4)
})

test('containers are counted by either version of control groups, and not where we are one of them', () => {
  assert.equal(containers('0::/user.slice\n', '3500000000\n', ''), 3.5)
  assert.equal(containers('0::/\n', '', 'usage_usec 2500000\nuser_usec 1\n'), 2.5)
  assert.equal(containers('4:cpuacct:/docker/0a1b\n', '3500000000\n', ''), 0)
  assert.equal(containers('0::/\n', '', ''), 0)
})

test('containers that were there first are followed, those that come later are not', () => {
  const first = othersNow(undefined, new Map([['a', 5], ['b', 7]])) // biome-ignore format: two rows
  const later = othersNow(first, new Map([['b', 9], ['c', 1]])) // biome-ignore format: two rows
  assert.deepEqual([...later], [['a', 5], ['b', 9]]) // biome-ignore format: two rows
})

test('a child that has ended counts, and its child too', () => {
  const busy = 'const end = process.cpuUsage().user + 100000; while (process.cpuUsage().user < end);'
  const before = cpuSeconds()
  execFileSync('sh', ['-c', '"$0" -e "$1"; true', process.execPath, busy])
  assert.ok(cpuSeconds() - before >= 0.1)
})
