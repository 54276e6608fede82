import assert from 'node:assert/strict'
import { test } from 'node:test'
import { liveLine } from './live-line.ts'
import type { Page } from './page.ts'

const page: Page = { width: 40, hasColour: false, now: 0, isUtc: false }
function screenOf(isTTY: boolean) {
  let text = ''
  return { isTTY, write: (more: string) => (text += more), read: () => text }
}

test('without a terminal a line comes only when its words change', () => {
  const screen = screenOf(false)
  const line = liveLine(screen, page)
  for (const words of ['one', 'one', 'two']) line.show(words)
  line.end()
  assert.equal(screen.read(), '◐ one\n◐ two\n')
})
test('on a terminal the line is drawn over itself, never wider, and leaves nothing', () => {
  const screen = screenOf(true)
  let now = 0
  const line = liveLine(screen, page, () => now)
  line.show('one')
  now = 71_000
  line.show('words that are longer than the terminal is wide')
  line.end('last words')
  assert.deepEqual(screen.read().split('\r\x1b[K'), [
    '',
    '◐ one  0 s',
    '◐ words that are longer than…  1 m 11 s',
    'last words\n',
  ])
})
