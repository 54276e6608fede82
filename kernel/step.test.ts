import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Progress, remaining, secondsLeft } from './step.ts'

const step = (id: string, estimateSeconds: number, needs: readonly string[] = []) => ({
  id,
  needs,
  estimateSeconds,
})
const steps = [
  step('machine', 5),
  step('programs', 100, ['machine']),
  step('hosts', 40, ['machine']),
  step('cluster', 10, ['programs', 'hosts']),
]
const left = (finished: readonly string[], running?: ReadonlyMap<string, Progress>) =>
  secondsLeft(steps, new Set(finished), new Map([['hosts', 200]]), running)

test('what is left is the longest way, by recorded durations where there are some', () => {
  assert.equal(secondsLeft(steps, new Set(), new Map()), 115)
  assert.equal(left([]), 215)
  assert.equal(left(['machine', 'hosts']), 110)
  assert.equal(left(steps.map(({ id }) => id)), 0)
})
test('steps that run at the same time each count down', () => {
  const running = new Map([
    ['programs', { elapsed: 30 }],
    ['hosts', { elapsed: 190 }],
  ])
  assert.equal(left(['machine'], running), 80)
  assert.equal(left(['machine', 'hosts'], new Map([['programs', { elapsed: 300 }]])), 10) // never below 0
})
test('a share that is told counts more the larger it is', () => {
  assert.equal(remaining(400, 0, 0), 400)
  assert.equal(remaining(400, 300, 0.5), 300) // slower than last time
  assert.equal(remaining(400, 500, 0), 0)
  assert.equal(remaining(400, 10, 1), 0)
  assert.equal(left(['machine', 'hosts'], new Map([['programs', { elapsed: 20, share: 0.8 }]])), 15)
})
