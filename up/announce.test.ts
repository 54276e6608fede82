import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Step } from '@opads/kernel/step'
import { allSteps } from './all-steps.ts'
import { changesText, firstRunEvents, plan } from './announce.ts'
import { defaultParts } from './parts.ts'
import { readWords } from './words.ts'
import type { UpWorld } from './world.ts'

const step = (id: string, title: string): Step<UpWorld> => ({
  id,
  title,
  needs: [],
  estimateSeconds: 12,
  run: async () => false,
})

test('what a step takes stands in one column, behind the longest title', () => {
  const steps = [step('a', 'Hosts'), step('b', 'Hosts of the cluster and its registry')]
  assert.deepEqual(
    plan(steps, new Map([['b', 71]]), new Set(['a']), 'main')
      .split('\n')
      .slice(0, 4),
    [
      'This is a first run: no host of this cloud is on this machine.',
      '',
      '  ● Hosts                                  nothing to do',
      '  ○ Hosts of the cluster and its registry  about 1 m 11 s',
    ],
  )
})
test('no title of a real step runs into what follows it', () => {
  const steps = allSteps(readWords(['up']), defaultParts)
  const lines = plan(steps, new Map(), new Set(), 'main')
    .split('\n')
    .slice(2, steps.length + 2)
  for (const { title } of steps)
    assert.ok(
      lines.some((line) => line.includes(`${title}  `)),
      title,
    )
})
test('as events: one per step with its seconds, and one that says that it is a first run', () => {
  const steps = [step('a', 'Hosts'), { ...step('b', 'Cluster'), needs: ['a'] }]
  assert.deepEqual(firstRunEvents(steps, new Map([['b', 71]]), new Set(['a'])), [
    { event: 'planned', step: 'a', title: 'Hosts', isDone: true, seconds: 12 },
    { event: 'planned', step: 'b', title: 'Cluster', isDone: false, seconds: 71 },
    { event: 'plan', isFirstRun: true, steps: 2, seconds: 71 },
  ])
})
test('parts that another choice brings or leaves out are named', () => {
  assert.equal(changesText([]), '')
  const part = (name: string) => defaultParts.find((one) => one.name === name)!
  assert.equal(
    changesText([
      { part: part('metrics-server'), comes: true },
      { part: part('sample'), comes: false },
    ]),
    `  + with part metrics-server: Measurements of pods
  ✕ without part sample: Sample application from git (one that is there stays: opads app delete)

`,
  )
})
