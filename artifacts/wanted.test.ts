import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCall } from '@opads/command/read-call'
import { noun } from './verbs.ts'
import { wantedRecipes } from './wanted.ts'

const given = (...words: string[]) => {
  const call = readCall(noun, words, 80)
  return 'page' in call ? assert.fail('a page of help') : call.given
}

test('names are recipes, in the order in which they are built', () => {
  assert.deepEqual(
    wantedRecipes(['runc', 'etcd-3.7.3']).map((one) => one.name),
    ['etcd-3.7.3', 'runc'],
  )
})
test('what was used in the last week stays, where nothing else is said', () => {
  assert.equal(given('prune').unusedFor, 7)
  assert.equal(given('prune', '--unused-for', '0').unusedFor, 0)
  for (const words of [['--unused-for'], ['--unused-for=7d'], ['--unused-for', '-1']])
    assert.throws(() => given('prune', ...words), { code: 'use.invalid' })
})
test('misspelt recipes are named together', () => {
  assert.throws(() => wantedRecipes(['runk', 'nothing-near', 'etcd-3.7.3']), {
    code: 'artifact.unknown',
    message: 'There is no recipe "runk" (did you mean runc?), "nothing-near"',
  })
})
