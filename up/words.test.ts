import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readWords } from './words.ts'

test('without words it is one host called main', () => {
  const words = readWords(['up'])
  assert.deepEqual(
    [words.cloud, words.size, words.listen, words.isDryRun],
    ['main', 'single', '127.0.0.1:8443', false],
  )
})
test('every fault is named at once', () => {
  assert.throws(() => readWords(['up', '--name', 'Ü', '--size', 'huge', '--nope', 'word']), {
    code: 'input.invalid',
    message:
      'opads up has 4 faults: --nope is not known; "word" is one word too many; --name takes 1 to 20 of a-z, 0-9 and -, first a letter; --size takes single (ha comes with the issue of that name)',
  })
})
