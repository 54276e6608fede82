import assert from 'node:assert/strict'
import { test } from 'node:test'
import { environmentOf, wordsOf } from './container.ts'

/** How the kubelet expands a word (its third_party/forked/golang/expansion): `$$` gives `$`, `$(A)` the value of A, if it is set. */
const expanded = (word: string) =>
  word.replace(/\$\$|\$\(([^)]*)\)/g, (all, name) => (all === '$$' ? '$' : name === 'A' ? 'value of A' : all))

test('a word arrives in its container as it was written', () => {
  assert.equal(expanded('$(A) $$'), 'value of A $')
  const words = ['$', '$$', 'a$$b', '$(A)', '$$(A)', '$$$(A)', '$A', 'ends with $', '$(', '$$$', "$& $' $1"]
  assert.deepEqual(wordsOf(words).map(expanded), words)
  const all = environmentOf(Object.fromEntries(words.map((word, at) => [`V${at}`, word])))
  assert.deepEqual(
    all.map(({ value }) => expanded(value)),
    words,
  )
  assert.deepEqual(environmentOf({ HOME: '/work' }), [{ name: 'HOME', value: '/work' }])
})
