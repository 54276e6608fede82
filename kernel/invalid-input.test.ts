import assert from 'node:assert/strict'
import { test } from 'node:test'
import { invalidInput } from './invalid-input.ts'
import { isMessage, type Message } from './message.ts'
import { fill, problems, render } from './problem.ts'

test('each fault is a message of its own, with its path and line', () => {
  const { facts, message } = invalidInput('cluster.yml', [
    { path: 'name', line: 1, message: 'takes a-z; no more' },
    { path: '', line: 3, message: 'is no YAML' },
    { path: '--cloud', message: 'is not known' },
  ])
  const faults = facts.faults as readonly Message[]
  assert.ok(faults.every(isMessage))
  assert.deepEqual(
    faults.map((one) => render(one)),
    ['name, line 1: takes a-z; no more', 'line 3: is no YAML', '--cloud: is not known'],
  )
  assert.match(message, /^cluster\.yml has 3 faults: name, line 1: /)
  assert.match(fill(problems['input.invalid'].zh, facts, 'zh'), /name，第 1 行/)
})
