import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyOf } from './key.ts'
import { buildArguments, type Recipe } from './recipe.ts'
import { recipes } from './recipes.ts'

const recipe: Recipe = {
  name: 'x',
  version: '1',
  module: 'x',
  programs: { x: 'example.org/x' },
  estimateSeconds: 1,
}
const files = { 'go.mod': 'module x', 'go.sum': '' }

test('the key follows every input and nothing else', () => {
  const key = keyOf(recipe, files)
  assert.match(key, /^[0-9a-f]{32}$/)
  assert.equal(keyOf({ ...recipe, estimateSeconds: 9 }, { 'go.sum': '', 'go.mod': 'module x' }), key)
  for (const other of [
    keyOf({ ...recipe, version: '2' }, files),
    keyOf({ ...recipe, tags: ['a'] }, files),
    keyOf(recipe, { ...files, 'go.sum': 'h1' }),
  ]) {
    assert.notEqual(other, key)
  }
})
test('text cannot move from one file to the next under the same key', () => {
  assert.notEqual(keyOf(recipe, { a: 'bc', b: '' }), keyOf(recipe, { a: 'b', b: 'c' }))
})
test('a build carries neither folder nor date', () => {
  assert.deepEqual(
    buildArguments({ ...recipe, tags: ['a', 'b'], stamps: ['p.v=1'], needsC: true }, 'x', '/out/x'),
    [
      'build',
      '-mod=readonly',
      '-trimpath',
      '-gcflags=all=-dwarf=false',
      '-tags',
      'a,b',
      '-ldflags',
      '-s -w -buildid= -extldflags -static -X p.v=1',
      '-o',
      '/out/x',
      'example.org/x',
    ],
  )
})
test('names of recipes are unique', () => {
  assert.equal(new Set(recipes.map((one) => one.name)).size, recipes.length)
})
