import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ListColumn, lineOf, rankOf } from './list-column.ts'

type Row = { readonly value: string | null; readonly labels: Readonly<Record<string, string>> }
const head = { key: 'value', en: 'Value', zh: '值', at: 'more' } as const
const row = (value: string | null, labels = {}): Row => ({ value, labels })
const text: ListColumn<Row> = { ...head, format: 'text', of: ({ value }) => value }
const labels: ListColumn<Row> = { ...head, format: 'labels', of: (one) => one.labels }
const number: ListColumn<Row> = {
  ...head,
  format: 'number',
  of: ({ value }) => (value === null ? null : Number(value)),
}
const age: ListColumn<Row> = { ...head, format: 'age', of: ({ value }) => value }
const status: ListColumn<Row> = {
  ...head,
  format: 'status',
  of: ({ value }) => ({ state: 'waiting', reason: value }),
}
const sorted = (column: ListColumn<Row>, ...values: readonly (string | null)[]) =>
  values
    .map((value) => ({ value, rank: rankOf(column, row(value)) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ value }) => value)

test('a value is one line, and none is null', () => {
  assert.deepEqual(
    [text, number, age].map((one) => lineOf(one, row(null))),
    [null, null, null],
  )
  assert.equal(lineOf(labels, row(null)), null)
  assert.equal(lineOf(labels, row(null, { disk: 'ssd', zone: 'b' })), 'disk=ssd zone=b')
  assert.equal(lineOf(number, row('0')), '0')
})
test('a status without a reason is its state', () => {
  assert.equal(lineOf(status, row(null)), 'waiting')
  assert.equal(lineOf(status, row('no node is free')), 'waiting: no node is free')
})
test('numbers are sorted by size, times with the newest first, missing values at one end', () => {
  assert.deepEqual(sorted(number, '10', '9', null), [null, '9', '10'])
  assert.deepEqual(sorted(age, null, '2026-01-01', '2026-01-02'), ['2026-01-02', '2026-01-01', null])
})
test('texts are sorted by the alphabet, or by their own order', () => {
  assert.deepEqual(sorted(text, 'uat', 'sit', 'prod'), ['prod', 'sit', 'uat'])
  const ordered: ListColumn<Row> = {
    ...text,
    format: 'text',
    of: text.of as never,
    order: ['sit', 'uat', 'prod'],
  }
  assert.deepEqual(sorted(ordered, 'uat', 'prod', 'sit'), ['sit', 'uat', 'prod'])
})
