import assert from 'node:assert/strict'
import { test } from 'node:test'
import { showBuilds } from './show-builds.ts'

function shown(isJson: boolean): string {
  let text = ''
  let at = 0
  const { report, end } = showBuilds(isJson, { write: (part: string) => (text += part) }, () => at)
  report({ note: 'waits' })
  for (const ms of [500, 1000, 1900, 2000]) {
    at = ms
    report({ artifact: 'a', note: `${ms}`, share: ms / 4000, secondsLeft: 2 })
  }
  report({ artifact: 'a', note: 'all', share: 1, secondsLeft: 0, made: 'a 1' })
  end(true)
  return text
}

test('without a terminal each program that is made is a line, and the end', () => {
  assert.match(shown(false), /^ {2}◐ Programs {2}a 1\n {2}● Programs +2 s\n$/)
})
test('programs read share and seconds left, at most once a second', () => {
  const lines = shown(true)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { note: string })
  assert.deepEqual(
    lines.map(({ note }) => note),
    ['waits', '1000', '2000', 'all'],
  )
  assert.deepEqual(lines[1], { artifact: 'a', note: '1000', share: 0.25, secondsLeft: 2 })
})
