import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applicationsSearch, logsSearch, runsSearch } from './search.ts'

test('what is not understood is left out', () => {
  assert.deepEqual(runsSearch({ application: 'No Name', state: 'sleeping', kind: 'build' }), {
    application: undefined,
    state: undefined,
    kind: 'build',
  })
})
test('a name that looks like a number stays a name', () => {
  assert.equal(applicationsSearch({ search: 42 }).search, '42')
})
test('only a plain yes is one', () => {
  assert.equal(logsSearch({ previous: 'true' }).previous, undefined)
})
