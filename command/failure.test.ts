import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '@opads/kernel/problem'
import { Refused } from '@opads/serve/client'
import { exitOf, failureOf } from './failure.ts'
import type { Page } from './page.ts'
import { failureText } from './print-failure.ts'
import { textWidth } from './text-width.ts'

const page: Page = { width: 60, hasColour: false, now: 0, isUtc: false }
const refused = (code: string, status: number, facts = {}) =>
  new Refused({ status, code, title: 'No', titleZh: '', next: 'Do this', retry: false, facts, request: 'r' })

test('the exit code comes from the table, and from the HTTP status for a code of a newer server', () => {
  assert.equal(failureOf(refused('application.unknown', 404)).exit, 4)
  assert.deepEqual(
    [401, 403, 404, 409, 422, 500, 503].map((status) => exitOf('new.code', status)),
    [3, 3, 4, 5, 2, 1, 6],
  )
})
test('one fault of the input is the sentence, several stand under each other', () => {
  const one = { source: 'the body', count: 1, faults: ['name: is short'] }
  assert.equal(failureOf(refused('input.invalid', 422, one)).sentence, 'the body: name: is short')
  const two = failureOf(
    new Problem('input.invalid', { source: 'x.yml', count: 2, faults: ['a: b; b', 'c: d'] }),
  )
  assert.deepEqual([two.sentence, two.details], ['x.yml has 2 faults:', ['a: b; b', 'c: d']])
})
test('what an older server has kept without facts is its sentence', () => {
  assert.deepEqual(
    [failureOf(refused('input.invalid', 422)).sentence, failureOf(refused('input.invalid', 422)).details],
    ['No', []],
  )
})
test('a fault of ours keeps its stack', () => {
  assert.match(failureOf(new TypeError('x is not y')).output ?? '', /TypeError: x is not y\n +at /)
})
test('what strangers wrote drives no terminal', () => {
  const failure = {
    ...failureOf(new Problem('application.unknown', { application: 'a\x1b]52;c\x07' })),
    output: 'one\x9b2J\ntwo',
  }
  const text = failureText(failure, page)
  assert.doesNotMatch(text, /[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
  assert.match(text, /\| one 2J\n {2}\| two/)
})
test('no line of a failure is wider than the terminal', () => {
  const text = failureText(
    failureOf(
      new Problem('use.not-sure', {
        command: 'opads app delete shop',
        what: `shop with ${'many things '.repeat(9)}`,
      }),
    ),
    page,
  )
  for (const line of text.split('\n')) assert.ok(textWidth(line) <= 60, line)
  assert.match(text, /^✕ This deletes shop[\s\S]*\n {2}use\.not-sure\n/)
})
