import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Foreseen, Step } from '@opads/kernel/step'
import { foreseenEvents, foreseenText, sentenceOf } from './foreseen-text.ts'
import type { UpWorld } from './world.ts'

const step = (id: string, title: string, needs: readonly string[] = []): Step<UpWorld> => ({
  id,
  title,
  needs,
  estimateSeconds: 12,
  run: async () => false,
})
const steps = [
  step('hosts', 'Hosts'),
  step('cluster', 'Kubernetes', ['hosts']),
  step('parts', 'Parts', ['cluster']),
]
const foresight = (...answers: readonly Foreseen[]) => ({
  steps,
  found: new Map(steps.map(({ id }, at) => [id, answers[at]!])),
  recorded: new Map([['parts', 71]]),
})
const idle = { changes: [] }

test('a cloud of which nothing differs is said in one sentence, and nothing is left to be run', () => {
  assert.equal(
    foreseenText(foresight(idle, idle, idle), 'main'),
    `  ● Hosts       nothing to do
  ● Kubernetes  nothing to do
  ● Parts       nothing to do

Nothing differs.
`,
  )
})
test('each change stands under the first; what is known later names the step, what cannot be asked the reason', () => {
  const changes = ['m1: kubelet.conf differs', 'm1: unit kubelet restarts']
  assert.equal(
    foreseenText(
      foresight({ problem: 'up.busy: another works' }, { changes }, { knownAfter: 'cluster' }),
      'main --without metrics-server',
    ),
    `  ▲ Hosts       could not be asked: up.busy: another works
  ○ Kubernetes  m1: kubelet.conf differs
                m1: unit kubelet restarts
  ○ Parts       known once "Kubernetes" is done

Run it: opads up --cloud main --without metrics-server
1 of 3 steps would do something, 1 more may, 1 could not be asked, about 1 m 35 s at most.
`,
  )
})
test('the time is that of the steps that would do something; many changes are cut, but not in the data', () => {
  const changes = Array.from({ length: 20 }, (_, at) => `object ${at} is gone`)
  const many = foresight(idle, idle, { changes })
  assert.equal(sentenceOf(many), '1 of 3 steps would do something, about 1 m 11 s.')
  assert.match(foreseenText(many, 'main'), /object 6 is gone\n +and 13 more, all with --json\n/)
  const events = foreseenEvents(many)
  assert.deepEqual(events[2], {
    event: 'planned',
    step: 'parts',
    title: 'Parts',
    isDone: false,
    changes,
    seconds: 71,
  })
  assert.deepEqual(events[3], {
    event: 'plan',
    isFirstRun: false,
    steps: 3,
    busy: 1,
    unknown: 0,
    unasked: 0,
    seconds: 71,
    sentence: '1 of 3 steps would do something, about 1 m 11 s.',
  })
})
