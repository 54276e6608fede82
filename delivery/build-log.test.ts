import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildLog } from './build-log.ts'

test('what was not taken is sent again', () => {
  const log = buildLog()
  log.say('npm ci', 'one')
  log.say('npm ci', 'two')
  assert.equal(log.next().length, 2)
  assert.equal(log.next().length, 2)
  log.taken(1)
  assert.deepEqual(log.next(), [{ step: 'npm ci', text: 'two' }])
})
test('a batch has a bound in bytes, and long lines still go', () => {
  const log = buildLog()
  for (let line = 0; line < 100; line += 1) log.say('x', 'y'.repeat(20_000))
  const batch = log.next()
  assert.ok(batch.length > 0 && batch.length < 30, String(batch.length))
})
test('lines that are too many are counted and said', () => {
  const log = buildLog()
  for (let line = 0; line < 20_005; line += 1) log.say('x', 'y')
  for (let batch = log.next(); batch.length === 1000; batch = log.next()) log.taken(batch.length)
  assert.deepEqual(log.next(), [{ step: 'build', text: '– 5 lines were too many and are not kept' }])
})
