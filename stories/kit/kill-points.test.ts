import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allPoints, drawnPoints } from './kill-points.ts'

const steps = ['machine', 'programs', 'images', 'hosts', 'cluster', 'push', 'part-a', 'part-b', 'sample']

test('a seed gives the same points again, in the order of the steps, one of them a Ctrl-C', () => {
  const seen = new Set<string>()
  for (let seed = 0; seed < 500; seed += 1) {
    const points = drawnPoints(steps, 4, seed)
    assert.deepEqual(drawnPoints(steps, 4, seed), points)
    const at = points.map(({ step }) => steps.indexOf(step))
    assert.deepEqual(
      at,
      [...new Set(at)].sort((a, b) => a - b),
    )
    assert.equal(points.length, 5)
    assert.equal(points.filter(({ how }) => how === 'ctrl-c').length, 1)
    for (const { step, how } of points) seen.add(`${step} ${how}`)
  }
  assert.equal(seen.size, allPoints(steps).length) // every point is chosen by some seed
})
test('fewer steps than points: each has one', () => {
  assert.equal(drawnPoints(['one', 'two'], 4, 1).length, 2)
})
