import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clusterShare, firstAnswer } from './up-rows.ts'

const runs = (...seconds: readonly number[]) => seconds.map((one) => ({ seconds: one, cluster: one / 2 }))

test('the first answer has a goal and no peer', () => {
  const row = firstAnswer(runs(44))
  assert.deepEqual([row.goalMet, row.must, row.peer], [true, null, null])
})
test('the goal of the cluster is made from the script of the same run', () => {
  const row = clusterShare(runs(40), [12, 13, 11])
  assert.deepEqual([row.goal?.value, row.must?.value, row.goalMet, row.mustMet], [18, 30, false, true])
  assert.equal(clusterShare(runs(40), []).goal, null)
})
