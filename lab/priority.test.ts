import assert from 'node:assert/strict'
import { test } from 'node:test'
import { priorityWords } from './priority.ts'

/** Of a process with a bracket and a space in its name. */
const stat = (niceness: number, policy: number) =>
  `42 (a) b) S 1 42 42 0 -1 4194560 900 800 0 0 7 3 250 150 20 ${niceness} 1 0 100 0 0 ${'0 '.repeat(13)}17 1 0 ${policy} 0 0 0`

test('a program of ordinary priority is started as it is', () => {
  assert.deepEqual(priorityWords(stat(0, 0)), [])
})
test('a lower niceness and another policy are both undone', () => {
  const words = priorityWords(stat(19, 5)).join(' ')
  assert.match(words, /^chrt --other 0 .*nice -n -19$/)
  assert.match(priorityWords(stat(-5, 0)).join(' '), /nice -n 5$/)
})
