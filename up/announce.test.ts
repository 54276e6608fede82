import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Step } from '@opads/kernel/step'
import { allSteps } from './all-steps.ts'
import { changesText, plan, removalsText } from './announce.ts'
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
      .slice(0, 2),
    [
      '  ● Hosts                                  nothing to do',
      '  ○ Hosts of the cluster and its registry  about 1 m 11 s',
    ],
  )
})
test('no title of a real step runs into what follows it', () => {
  const steps = allSteps(readWords(['up']), defaultParts)
  const lines = plan(steps, new Map(), new Set(), 'main').split('\n').slice(0, steps.length)
  for (const { title } of steps)
    assert.ok(
      lines.some((line) => line.includes(`${title}  `)),
      title,
    )
})
test('what would be deleted in the cluster is named; nothing is said of nothing', () => {
  assert.equal(removalsText([]), '')
  assert.equal(
    removalsText([{ part: 'pluto', entry: 'apps Deployment opads-system old' }]),
    `Would be deleted in the cluster, as no part lists it any more:
  ✕ Deployment opads-system/old, of part pluto

`,
  )
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
