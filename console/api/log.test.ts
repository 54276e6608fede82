import assert from 'node:assert/strict'
import { test } from 'node:test'
import { said } from '@opads/kernel/message'
import { parseLine, splitter, stepsOf } from './log.ts'

const json = (fields: object) => parseLine(JSON.stringify(fields))

test('a line has its step, and a note of the cloud its message', () => {
  assert.deepEqual(json({ step: 'npm ci', text: 'added 41' }), { step: 'npm ci', text: 'added 41' })
  const message = said('deploy.applied', { release: 3 })
  assert.deepEqual(json({ step: 'deploy', text: 'release 3', message }), {
    step: 'deploy',
    text: 'release 3',
    message,
  })
})
test('a line of a pod loses nothing, whatever it looks like', () => {
  assert.deepEqual(json({ text: 'INFO\tready   on 8080' }), { step: '', text: 'INFO\tready   on 8080' })
  assert.equal(json({ pod: 'shop-1', text: '{"a":1}' }).text, 'shop-1 {"a":1}')
})
test('what is not JSON is shown as it is, up to a bound', () => {
  for (const line of ['{"step":', 'plain', '3', 'null'])
    assert.deepEqual(parseLine(line), { step: '', text: line })
  assert.equal(parseLine('x'.repeat(100_000)).text.length, 20_000)
})
test('colours and rewritten lines leave only what a person would see', () => {
  assert.equal(json({ text: '\u001b[32m10 %\r\u001b[31m20 %\u001b[0m\r' }).text, '20 %')
})
test('a piece may end in the middle of a line', () => {
  const split = splitter()
  assert.deepEqual(split('one\ntw'), ['one'])
  assert.deepEqual(split('o\n'), ['two'])
})
test('steps know where they begin', () => {
  const lines = [
    { step: 'fetch', text: 'a' },
    { step: 'npm ci', text: 'b' },
    { step: 'npm ci', text: 'c' },
  ]
  assert.deepEqual(stepsOf(lines), [
    { name: 'fetch', firstLine: 0, lines: 1 },
    { name: 'npm ci', firstLine: 1, lines: 2 },
  ])
})
