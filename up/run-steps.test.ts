import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JournalEntry, Step } from '@opads/kernel/step'
import { runSteps } from './run-steps.ts'

type Done = string[]
const step = (id: string, more: Partial<Step<Done>> = {}): Step<Done> => ({
  id,
  title: id,
  needs: [],
  estimateSeconds: 1,
  run: async (done) => {
    done.push(id)
    return true
  },
  ...more,
})

/** Each needs its predecessor. */
const row = (...steps: Step<Done>[]) =>
  steps.map((one, index) => ({ ...one, needs: index === 0 ? [] : [steps[index - 1]!.id] }))

async function play(steps: readonly Step<Done>[], stop = new AbortController()) {
  const journal: JournalEntry[] = []
  const done: Done = []
  let clock = 0
  const outcome = await runSteps(steps, done, {
    now: () => (clock += 1000),
    stop,
    journal: async (entry) => void journal.push(entry),
    report: () => {},
  }).catch((failure: Error) => failure.message)
  return { outcome, done, events: journal.map((entry) => `${entry.step} ${entry.event}`) }
}

test('a step that is done is not run again, and the journal says so', async () => {
  const { outcome, done, events } = await play(row(step('a', { isDone: async () => true }), step('b')))
  assert.deepEqual(done, ['b'])
  assert.deepEqual(events, ['a unchanged', 'b started', 'b done'])
  assert.deepEqual(outcome, { changed: 1 })
})

test('a failure ends the run, stands in the journal, and comes out as it came', async () => {
  const fails = step('b', { run: () => Promise.reject(new Error('no disk')) })
  const { outcome, done, events } = await play(row(step('a'), fails, step('c')))
  assert.equal(outcome, 'no disk')
  assert.deepEqual(done, ['a'])
  assert.deepEqual(events, ['a started', 'a done', 'b started', 'b failed'])
})

test('a step that ran and changed nothing does not count as a change', async () => {
  const { outcome, events } = await play(row(step('a', { run: async () => false }), step('b')))
  assert.deepEqual(events, ['a started', 'a unchanged', 'b started', 'b done'])
  assert.deepEqual(outcome, { changed: 1 })
})

test('what needs nothing of each other runs at once, what needs both after both', async () => {
  const { promise: bothRun, resolve } = Promise.withResolvers<void>()
  let running = 0
  const run = async (done: Done) => {
    running += 1
    if (running === 2) resolve()
    await bothRun // steps in sequence would wait for ever
    done.push('one of two')
    return true
  }
  const { done } = await play([
    step('first'),
    step('left', { needs: ['first'], run }),
    step('right', { needs: ['first'], run }),
    step('last', { needs: ['left', 'right'] }),
  ])
  assert.deepEqual(done, ['first', 'one of two', 'one of two', 'last'])
})

test('the first failure ends what runs by the signal, begins nothing more, and comes out when all has ended', async () => {
  const stop = new AbortController()
  const { promise: runs, resolve } = Promise.withResolvers<void>()
  const long = step('long', {
    run: () =>
      new Promise((_, reject) => {
        stop.signal.addEventListener('abort', () => setImmediate(() => reject(new Error('was ended'))))
        resolve()
      }),
  })
  const fails = step('fails', { run: () => runs.then(() => Promise.reject(new Error('no disk'))) })
  const later = [step('later', { needs: ['long'] }), step('never', { needs: ['fails'] })]
  const { outcome, done, events } = await play([long, fails, ...later], stop)
  assert.equal(outcome, 'no disk')
  assert.deepEqual(done, [])
  assert.deepEqual(events, ['long started', 'fails started', 'fails failed', 'long stopped'])
})

test('stopped from outside it ends with that, and what was done in spite of it counts', async () => {
  const stop = new AbortController()
  const one = step('a', {
    run: async () => {
      stop.abort(new Error('Ctrl-C'))
      return true
    },
  })
  const { outcome, events } = await play(row(one, step('b')), stop)
  assert.equal(outcome, 'Ctrl-C')
  assert.deepEqual(events, ['a started', 'a done'])
})

test('a step that needs what is not in the list is named', async () => {
  const { outcome } = await play([step('a'), step('b', { needs: ['a', 'x'] })])
  assert.match(String(outcome), /not in the list: b$/)
})
