import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crashedReleases } from './crashed.ts'

const run = (release: number | null, state: string, environment = 'sit', kind = 'deploy') => ({
  kind,
  state,
  release,
  environment,
})

test('a release is crashed by its pods, or by its newest deploy in an environment', () => {
  const runs = [
    run(5, 'failed'),
    run(4, 'succeeded'),
    run(4, 'failed'),
    run(3, 'succeeded'),
    run(3, 'failed', 'uat'),
    run(2, 'failed', 'sit', 'build'),
    run(null, 'failed'),
  ]
  const pods = [
    { state: 'crashed', release: 1 },
    { state: 'ready', release: 2 },
  ]
  assert.deepEqual([...crashedReleases(runs, pods)].sort(), [1, 3, 5])
  assert.deepEqual(crashedReleases([], []), new Set())
})
