import assert from 'node:assert/strict'
import { test } from 'node:test'
import { table } from '@opads/command/table'
import type { ListColumn } from '@opads/kernel/list-column'
import { listColumns } from './list-columns.ts'

type Thing = {
  readonly name: string
  readonly count: number
  readonly since: string
  readonly disk: string | null
}
// biome-ignore format: one column per line
const columns: readonly ListColumn<Thing>[] = [
  { key: 'name', en: 'Thing', zh: '物', at: 'name', format: 'name', of: ({ name }) => name },
  { key: 'state', en: 'State', zh: '状态', at: 'state', format: 'status', of: () => ({ state: 'crashed', reason: 'exit 3' }) },
  { key: 'count', en: 'Count', zh: '数', at: 'more', format: 'number', of: ({ count }) => count },
  { key: 'disk', en: 'Disk', zh: '盘', at: 'rest', format: 'text', of: ({ disk }) => disk },
  { key: 'age', en: 'Age', zh: '存在时间', at: 'figure', format: 'age', of: ({ since }) => since },
]
const thing: Thing = { name: 'shop-1', count: 2, since: '2026-11-24T12:00:00Z', disk: null }
const page = (width: number) => ({
  width,
  hasColour: false,
  now: Date.parse('2026-11-24T12:10:00Z'),
  isUtc: false,
})

const linesOf = (width: number) => table(listColumns(columns, page(width)), [thing], page(width)).split('\n')

test('every column is shown where there is room', () => {
  assert.deepEqual(linesOf(200), [
    '  Thing    State               Count   Disk   Age',
    '  shop-1   ✕ crashed: exit 3       2   –      10 m ago',
    '',
  ])
})
test('on a narrow terminal the name, the state and the figures stay', () => {
  const [head] = linesOf(36)
  assert.match(head!, /Thing +State +Age/)
})
