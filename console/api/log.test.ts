import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseLine, plainLine, splitter, stepsOf } from './log.ts'

test('a tab ends the step, however long it is', () => {
  assert.deepEqual(parseLine('npm run build\tdist  3 files', 'npm ci'), {
    step: 'npm run build',
    text: 'dist  3 files',
  })
})
test('without a tab the step is padded to ten columns', () => {
  assert.deepEqual(parseLine('npm ci     added 41 packages', ''), {
    step: 'npm ci',
    text: 'added 41 packages',
  })
  assert.deepEqual(parseLine('build        at index.ts', ''), { step: 'build', text: '  at index.ts' })
})
test('a line without a step goes on with the one before', () => {
  assert.deepEqual(parseLine('Listening on 8080', 'build'), { step: 'build', text: 'Listening on 8080' })
})
test('a line of a pod loses nothing, whatever it looks like', () => {
  assert.deepEqual(plainLine('INFO\tready   on 8080'), { step: '', text: 'INFO\tready   on 8080' })
})
test('colours and rewritten lines leave only what a person would see', () => {
  assert.equal(parseLine('fetch\t\u001b[32m10 %\r\u001b[31m20 %\u001b[0m', '').text, '20 %')
})
test('a piece may end in the middle of a line', () => {
  const split = splitter()
  assert.deepEqual(split('one\ntw'), ['one'])
  assert.deepEqual(split('o\n'), ['two'])
})
test('steps know where they begin', () => {
  const lines = ['fetch      a', 'npm ci     b', 'npm ci     c'].map((line) => parseLine(line, ''))
  assert.deepEqual(stepsOf(lines), [
    { name: 'fetch', firstLine: 0, lines: 1 },
    { name: 'npm ci', firstLine: 1, lines: 2 },
  ])
})
