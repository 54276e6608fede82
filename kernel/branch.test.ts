import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refPattern } from './branch.ts'

test('what git takes for the name of a branch, tag or commit may be built', () => {
  for (const ref of [
    'main',
    'v1.4',
    'c0ffee01'.repeat(5),
    '修复',
    'fix#12',
    'a+b',
    'dependabot/npm_and_yarn/@types/x',
    'a;$b',
    '😀'.repeat(200),
  ])
    assert.match(ref, refPattern)
})
test('options, expressions, control characters and what is too long are no ref', () => {
  for (const ref of [
    '',
    '-x',
    'a..b',
    'a\u2028..b',
    'main@{1}',
    'a b',
    ...[...':^~?*[\\\0\n\x7f\x85\x9b'].map((one) => `a${one}b`),
    'x'.repeat(201),
  ])
    assert.doesNotMatch(ref, refPattern)
})
