import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closingLine } from './closing.ts'

const counts = { passed: 7, failed: 1, skipped: 2 }

test('one line has the counts, whatever happened', () => {
  assert.equal(closingLine(counts, []), '7 passed, 1 failed, 2 skipped')
})
test('of an interrupted run it names the tiers that did not end', () => {
  assert.equal(
    closingLine(counts, ['component', 'story single']),
    'Interrupted; did not end: component, story single. Until then 7 passed, 1 failed, 2 skipped',
  )
})
