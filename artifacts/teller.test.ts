import assert from 'node:assert/strict'
import { test } from 'node:test'
import { teller } from './teller.ts'

function told(isJson: boolean, isTTY: boolean): string {
  let text = ''
  let at = 0
  const tell = teller(isJson, { isTTY, write: (part: string) => (text += part) }, () => at)
  tell({ note: 'waits' })
  for (const ms of [500, 1000, 1900, 2000]) {
    at = ms
    tell({ artifact: 'a', note: `${ms}`, share: ms / 4000, secondsLeft: 2 })
  }
  tell({ artifact: 'a', note: 'all', share: 1, secondsLeft: 0 })
  return text
}

test('without a terminal a line a second, and the last', () => {
  assert.equal(told(false, false), 'waits\n1000\n2000\nall\n')
})
test('a terminal sees one line that changes', () => {
  assert.equal(told(false, true), '\r\u001b[K  waits\n\r\u001b[K  1000\r\u001b[K  2000\r\u001b[K  all\n')
})
test('programs read share and seconds left', () => {
  assert.deepEqual(JSON.parse(told(true, false).trim().split('\n')[1]!), {
    artifact: 'a',
    note: '1000',
    share: 0.25,
    secondsLeft: 2,
  })
})
