/** Rows with indexes, against a filter over all rows, after each of many random changes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indexedRows } from './indexed-rows.ts'

type Row = { readonly application: string; readonly node: string | null; readonly number: number }
const indexes = {
  application: ({ application }: Row) => application,
  node: ({ node }: Row) => node,
  place: ({ application, node }: Row) => `${application}/${node}`,
}
const values = ['a', 'b', 'c', 'd']
type Index = keyof typeof indexes
const sorted = (rows: Iterable<readonly [string, Row]>) =>
  [...rows].sort(([one], [two]) => (one < two ? -1 : 1))

/** A small generator of numbers (mulberry32), so that a failure can be repeated. */
const dice = (seed: number) => {
  let state = seed
  return (sides: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % sides
  }
}

for (const seed of [1, 2, 3, 4, 5])
  test(`rows added, changed and deleted are in every index where a filter finds them, seed ${seed}`, () => {
    const roll = dice(seed)
    const rows = indexedRows<Row, Index>(indexes)
    const naive = new Map<string, Row>()
    for (let step = 0; step < 400; step += 1) {
      const key = `pod-${roll(30)}`
      if (roll(3) === 0) {
        naive.delete(key)
        rows.remove(key)
      } else {
        const row = {
          application: values[roll(4)]!,
          node: roll(5) === 0 ? null : values[roll(4)]!,
          number: step,
        }
        naive.set(key, row)
        rows.put(key, row)
      }
      assert.deepEqual([...rows.all], [...naive])
      for (const [index, find] of Object.entries(indexes) as [Index, (row: Row) => string | null][])
        for (const value of [...values, ...values.flatMap((one) => values.map((two) => `${one}/${two}`))])
          assert.deepEqual(
            sorted(rows.by(index, value)),
            sorted([...naive].filter(([, row]) => find(row) === value)),
            `step ${step}: ${index} ${value}`,
          )
    }
  })
test('a value that no row has any more takes no memory', () => {
  const rows = indexedRows<Row, Index>(indexes)
  rows.put('pod', { application: 'a', node: 'm1', number: 1 })
  assert.equal(rows.by('node', 'm1').size, 1)
  rows.remove('pod')
  assert.equal(rows.by('node', 'm1'), rows.by('node', 'never there'))
})
