import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allSteps } from './all-steps.ts'
import { defaultParts } from './parts.ts'
import { stepsUntil } from './until.ts'
import { readWords } from './words.ts'

const steps = allSteps(readWords(['up']), defaultParts)
const ids = (until: string) => stepsUntil(steps, until).map(({ id }) => id)

test('without a step it is the whole way', () => {
  assert.deepEqual(ids(''), steps.map(({ id }) => id)) // biome-ignore format: one fact
})
test('a step comes with all that it needs, directly or not, in order, and nothing else', () => {
  assert.deepEqual(ids('machine'), ['machine'])
  const gateway = ids('part-gateway')
  assert.equal(gateway.at(-1), 'part-gateway')
  for (const need of ['machine', 'programs', 'hosts', 'cluster', 'images-push', 'parts'])
    assert.ok(gateway.includes(need), need)
  for (const other of ['sample', 'part-pluto']) assert.ok(!gateway.includes(other), other)
})
test('a program that does several steps is awaited to its end', () => {
  assert.ok(ids('cluster').includes('cluster-ready'))
  assert.ok(!ids('cluster').includes('images-push'))
})
test('an unknown step is refused with the names of those that there are', () => {
  assert.throws(() => ids('gateway'), {
    code: 'use.invalid',
    message: /--until takes one of machine, .*part-gateway/,
  })
})
