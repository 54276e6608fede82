import assert from 'node:assert/strict'
import { test } from 'node:test'
import { environmentOf, wordsOf } from './container.ts'

/** What the kubelet makes of a word (its third_party/forked/golang/expansion): `$$` is one `$`, `$(A)` what A is, if anything. */
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
