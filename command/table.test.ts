import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from './page.ts'
import { facts, table } from './table.ts'
import { textWidth } from './text-width.ts'

const page = (width: number, hasColour = false): Page => ({ width, hasColour, now: 0, isUtc: false })
type Row = { readonly name: string; readonly count: number; readonly title: string; readonly by: string }
const columns = [
  { title: 'Name', cell: ({ name }: Row) => ({ state: 'ready', text: name }) },
  { title: 'Count', cell: ({ count }: Row) => String(count), isNumber: true },
  { title: 'Title', cell: ({ title }: Row) => title, isFlexible: true },
  { title: 'By', cell: ({ by }: Row) => by, isSpare: true },
]
const rows: readonly Row[] = [
  { name: 'shop', count: 7, title: 'A long title of a commit that goes on', by: 'ann' },
  { name: 'notes', count: 12, title: '加入购物车', by: 'eve' },
]

test('columns are as wide as they must be, numbers at the right', () => {
  assert.equal(
    table(columns, rows, page(Number.POSITIVE_INFINITY)),
    [
      '  Name      Count   Title                                   By',
      '  ● shop        7   A long title of a commit that goes on   ann',
      '  ● notes      12   加入购物车                              eve',
      '',
    ].join('\n'),
  )
})
test('no line is wider than the terminal: titles are cut, then spare columns left out', () => {
  for (const width of [70, 50, 45, 36]) {
    const lines = table(columns, rows, page(width)).split('\n')
    for (const line of lines) assert.ok(textWidth(line) <= width, `${width}: ${line}`)
  }
  assert.match(table(columns, rows, page(45)), /A long ti.*… {3}ann/)
  assert.doesNotMatch(table(columns, rows, page(36)), /ann/)
})
test('colour is only around the shape of a state and the head', () => {
  assert.match(table(columns, rows, page(80, true)), /\x1b\[32m●\x1b\[0m shop/)
})
test('control letters of foreign text do not reach the terminal', () => {
  const evil = [{ ...rows[0]!, title: 'a\x1b[31mb\nc' }]
  assert.match(table(columns, evil, page(80)), /a \[31mb c/)
})
test('facts with several lines stay under each other', () => {
  assert.equal(facts([['sit', 'one\ntwo'], ['state', 'three']], page(80)), '  sit     one\n          two\n  state   three\n') // biome-ignore format: one line
})
