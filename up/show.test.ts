import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Step } from '@opads/kernel/step'
import { show } from './show.ts'

const step = (id: string): Step<object> => ({ id, title: id, estimateSeconds: 10, run: async () => true })
const steps = [step('one'), step('two')]

test('without a terminal a finished step is one line, and nothing moves', () => {
  let text = ''
  const tree = show(steps, new Map(), { write: (more) => (text += more) }, () => 0)
  tree.tell({ kind: 'started', step: steps[0]!, seconds: 0 })
  tree.tell({ kind: 'note', step: steps[0]!, note: 'half' })
  tree.tell({ kind: 'done', step: steps[0]!, seconds: 3 })
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
  tree.tell({ kind: 'started', step: steps[0]!, seconds: 0 })
  clock = 12_000
  tree.tell({ kind: 'note', step: steps[0]!, note: 'half' })
  tree.close()
  assert.match(text, /half +12 s\n/)
  assert.match(text, /about 28 s left/)
})
