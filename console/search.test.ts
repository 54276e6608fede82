import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applicationsSearch } from './nouns/application/route.ts'
import { logsSearch } from './nouns/pod/route.ts'
import { runsSearch } from './nouns/run/route.ts'

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
