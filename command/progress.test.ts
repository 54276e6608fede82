import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import type { Step } from '@opads/kernel/step'
import { eachLine, show, shown } from './progress.ts'

const step = (id: string, needs: readonly string[] = []): Step<object> => ({
  id,
  title: id,
  needs,
  estimateSeconds: 10,
  run: async () => true,
})
const steps = [step('one'), step('two', ['one'])]

test('without a terminal a finished step is one line, and nothing moves', () => {
  let text = ''
  const tree = show(steps, new Map(), { write: (more) => (text += more) }, () => 0)
  tree.report({ kind: 'started', step: steps[0]!, seconds: 0 })
  tree.report({ kind: 'note', step: steps[0]!, note: 'half' })
  tree.report({ kind: 'done', step: steps[0]!, seconds: 3 })
  tree.close()
  assert.match(text, /^ {2}● one +3 s\n$/)
})
test('on a terminal the time of what works and what is left go on', () => {
  let text = ''
  let clock = 0
  const tree = show(
    steps,
    new Map([['one', 30]]),
    { isTTY: true, columns: 60, write: (more) => (text = String(more)) },
    () => clock,
  )
  tree.report({ kind: 'started', step: steps[0]!, seconds: 0 })
  clock = 12_000
  tree.report({ kind: 'note', step: steps[0]!, note: 'half' })
  tree.close()
  assert.match(text, /half +12 s\n/)
  assert.match(text, /about 28 s left/)
})
test('steps that run at the same time each have their time, and what is left is the longer way', () => {
  let text = ''
  let clock = 0
  const both = [step('short'), step('long')]
  const tree = show(
    both,
    new Map([['long', 60]]),
    { isTTY: true, columns: 60, write: (more) => (text = String(more)) },
    () => clock,
  )
  tree.report({ kind: 'started', step: both[0]!, seconds: 0 })
  clock = 5000
  tree.report({ kind: 'started', step: both[1]!, seconds: 0 })
  clock = 9000
  tree.report({ kind: 'note', step: both[0]!, note: 'half' })
  tree.close()
  assert.match(text, /short +half +9 s\n.*long +4 s\n/)
  assert.match(text, /about 56 s left/)
})
test('without a terminal what is made is told, and twice a minute how far all is', () => {
  mock.timers.enable({ apis: ['setInterval', 'Date'], now: 0 })
  try {
    let text = ''
    const tree = show(steps, new Map([['one', 80]]), { write: (more) => (text += more) }, Date.now)
    tree.report({ kind: 'started', step: steps[0]!, seconds: 0 })
    tree.report({ kind: 'note', step: steps[0]!, note: 'etcd is built', made: 'etcd 3.7.3' })
    tree.report({ kind: 'note', step: steps[0]!, note: 'compiling 3/9' })
    mock.timers.tick(30_000)
    tree.close()
    mock.timers.tick(30_000)
    assert.equal(text, '  ◐ one  etcd 3.7.3\n  ◐ 33 %, about 1 m 0 s left  one compiling 3/9\n')
  } finally {
    mock.timers.reset()
  }
})
test('what was stopped because another failed says so', () => {
  let text = ''
  const tree = show(steps, new Map(), { write: (more) => (text += more) }, () => 0)
  tree.report({ kind: 'stopped', step: steps[1]!, seconds: 3 })
  tree.close()
  assert.match(text, /^ {2}○ two +stopped\n$/)
})

test('work that is one task has its lines and its end; work that says nothing shows nothing', async () => {
  let text = ''
  const screen = { write: (more: string) => (text += more) }
  assert.equal(
    await shown('Cluster', 40, screen, async (report) => {
      eachLine(report)('Make the control plane', 0.5)
      return 7
    }),
    7,
  )
  assert.match(text, /^ {2}◐ Cluster {2}Make the control plane\n {2}● Cluster +0 s\n$/)
  text = ''
  await shown('Cluster', 40, screen, async () => {})
  assert.equal(text, '')
})
test('work that fails ends with its failure, and with --json there is no view', async () => {
  let text = ''
  const screen = { write: (more: string) => (text += more) }
  const fails = shown('Images', 9, screen, async (report) => {
    report({ made: 'etcd' })
    throw new Error('no disk')
  })
  await assert.rejects(fails, /no disk/)
  assert.match(text, / ✕ Images +/)
  await shown('Images', 9, undefined, async (report) => report({ made: 'etcd' }))
})
test('without a terminal nothing is cut', async () => {
  let text = ''
  const words = 'x'.repeat(300)
  await shown('Bench', 9, { write: (more) => (text += more) }, async (report) => eachLine(report)(words))
  assert.ok(text.includes(words))
})
