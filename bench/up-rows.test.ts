import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clusterShare, firstAnswer } from './up-rows.ts'

const runs = (...seconds: readonly number[]) => seconds.map((one) => ({ seconds: one, cluster: one / 2 }))

test('the bound is met by the median of the pairs, whatever the machine did between them', () => {
  // The machine was slow during the second pair: its share is like the others'.
  const good = firstAnswer(runs(40, 120, 42), runs(80, 200, 84), 'abc')
  assert.equal(good.mustMet, true)
  assert.deepEqual(good.peer, { name: 'commit abc, in turn', value: 84 })
  assert.match(good.why!, /^0\.50 × the commit \(0\.50 to 0\.60 in 3 pairs\)/)
  assert.equal(firstAnswer(runs(40, 40, 40), runs(50, 50, 90), 'abc').mustMet, false)
})
test('at the bound it is met', () => {
  assert.equal(firstAnswer(runs(75), runs(100), 'abc').mustMet, true)
})
test('without another commit the goal is looked at alone', () => {
  const row = firstAnswer(runs(44), [], undefined)
  assert.deepEqual([row.goalMet, row.must, row.peer], [true, null, null])
})
test('the goal of the cluster is made from the script of the same run', () => {
  const row = clusterShare(runs(40), [12, 13, 11])
  assert.deepEqual([row.goal?.value, row.must?.value, row.goalMet, row.mustMet], [18, 30, false, true])
  assert.equal(clusterShare(runs(40), []).goal, null)
})
