import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JournalEntry, Step } from '@opads/kernel/step'
import { runSteps } from './run-steps.ts'

type Done = string[]
const step = (id: string, more: Partial<Step<Done>> = {}): Step<Done> => ({
  id,
  title: id,
  estimateSeconds: 1,
  run: async (done) => {
    done.push(id)
    return true
  },
  ...more,
})

async function play(steps: readonly Step<Done>[]) {
  const journal: JournalEntry[] = []
  const done: Done = []
  let clock = 0
  const outcome = await runSteps(steps, done, {
    now: () => (clock += 1000),
    journal: async (entry) => void journal.push(entry),
    tell: () => {},
  }).catch((failure: Error) => failure.message)
  return { outcome, done, events: journal.map((entry) => `${entry.step} ${entry.event}`) }
}

test('a step that is done is not run again, and the journal says so', async () => {
  const { outcome, done, events } = await play([step('a', { isDone: async () => true }), step('b')])
  assert.deepEqual(done, ['b'])
  assert.deepEqual(events, ['a unchanged', 'b started', 'b done'])
  assert.deepEqual(outcome, { changed: 1 })
})

test('a failure ends the run, stands in the journal, and comes out as it came', async () => {
  const fails = step('b', { run: () => Promise.reject(new Error('no disk')) })
  const { outcome, done, events } = await play([step('a'), fails, step('c')])
  assert.equal(outcome, 'no disk')
  assert.deepEqual(done, ['a'])
  assert.deepEqual(events, ['a started', 'a done', 'b started', 'b failed'])
})

test('a step that ran and changed nothing does not count as a change', async () => {
  const { outcome, events } = await play([step('a', { run: async () => false }), step('b')])
  assert.deepEqual(events, ['a started', 'a unchanged', 'b started', 'b done'])
  assert.deepEqual(outcome, { changed: 1 })
})
