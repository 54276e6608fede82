import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paceOf } from './pace.ts'

const pace = (patience: number, heartbeat: number) => ({
  patience,
  etcd_heartbeat_ms: heartbeat,
  etcd_election_ms: 10 * heartbeat,
})

test("etcd's times grow with the patience, in steps", () => {
  assert.deepEqual(
    [1, 2, 3, 7, 8, 20].map((patience) => paceOf(patience, undefined)),
    [pace(1, 100), pace(2, 100), pace(3, 300), pace(7, 300), pace(8, 500), pace(20, 500)],
  )
})
test('hosts that are there keep the pace with which they were made', () => {
  const known = JSON.stringify({ variables: { cgroup_driver: 'systemd', ...pace(4, 300) } })
  assert.deepEqual(paceOf(1, known), pace(4, 300))
  assert.deepEqual(paceOf(9, known), pace(4, 300))
  assert.deepEqual(paceOf(9, JSON.stringify({ variables: {} })), pace(9, 500)) // a file of an older checkout
  assert.deepEqual(paceOf(9, ''), pace(9, 500)) // after a power cut
})
