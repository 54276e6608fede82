import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { expected, moreTelling, readDurations, recordDuration } from './durations.ts'

const cache = await mkdtemp(join(tmpdir(), 'opads-durations-'))
after(() => rm(cache, { recursive: true }))
const cold = { seconds: 400, packages: 2000 }

test('what was recorded is read again, on the same machine only', async () => {
  await recordDuration(cache, 'here', 'a', cold)
  await recordDuration(cache, 'here', 'b', { seconds: 3, packages: 10 })
  assert.deepEqual(await readDurations(cache, 'here'), { a: cold, b: { seconds: 3, packages: 10 } })
  assert.deepEqual(await readDurations(cache, 'elsewhere'), {})
})
test('a build from warm caches does not hide how long a cold one takes', () => {
  assert.equal(moreTelling(cold, { seconds: 5, packages: 20 }), cold)
  assert.deepEqual(moreTelling(cold, { seconds: 300, packages: 1900 }), { seconds: 300, packages: 1900 })
})
test('what is left to compile counts; an estimate stands where nothing was recorded', () => {
  assert.equal(expected(undefined, 90), 90)
  assert.equal(expected(cold, 90), 400)
  assert.equal(expected(cold, 90, 500), 100)
})
