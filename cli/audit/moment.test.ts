import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Moment, moment } from './moment.ts'

const now = Date.parse('2026-11-28T12:00:00Z')
const read = (given: string) => {
  const reading = moment('when').read(given)
  return 'fault' in reading ? reading.fault : (reading.value as Moment)(now)
}

test('a time is exact, a day, or so long ago', () => {
  assert.equal(read('30m'), '2026-11-28T11:30:00.000Z')
  assert.equal(read('2h'), '2026-11-28T10:00:00.000Z')
  assert.equal(read('7d'), '2026-11-21T12:00:00.000Z')
  assert.equal(read('2026-11-01'), '2026-11-01T00:00:00.000Z')
  assert.equal(read('2026-11-01T06:07Z'), '2026-11-01T06:07:00.000Z')
})
test('all else is refused with what it takes', () => {
  for (const wrong of ['yesterday', '2026-13-01', '2026-11-01T06:07', '5', '-2h', '2w', '999999d'])
    assert.match(read(wrong), /^takes 30m, 2h, 7d, /, wrong)
})
