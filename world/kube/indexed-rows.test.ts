/** Rows with indexes, against a filter over all rows, after each of many random changes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { indexedRows } from './indexed-rows.ts'

type Row = { readonly application: string; readonly node: string | null; readonly number: number }
const indexes = {
  application: ({ application }: Row) => application,
  node: ({ node }: Row) => node,
  place: ({ application, node }: Row) => `${application}/${node}`,
}
const applications = ['a', 'b', 'c']
const nodes = ['m1', 'm2']
const asked: Readonly<Record<keyof typeof indexes, readonly string[]>> = {
  application: applications,
  node: nodes,
  place: applications.flatMap((application) => [...nodes, null].map((node) => `${application}/${node}`)),
}
const sorted = (rows: Iterable<readonly [string, Row]>) =>
  [...rows].sort(([one], [two]) => (one < two ? -1 : 1))

/** `row` null: it is deleted. */
const change = fc.record({
  key: fc.constantFrom('pod-1', 'pod-2', 'pod-3', 'pod-4', 'pod-5'),
  row: fc.option(
    fc.record({
      application: fc.constantFrom(...applications),
      node: fc.option(fc.constantFrom(...nodes)),
      number: fc.nat(),
    }),
  ),
})

test('rows added, changed and deleted are in every index where a filter finds them', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const rows = indexedRows<Row, keyof typeof indexes>(indexes)
      const naive = new Map<string, Row>()
      for (const { key, row } of changes) {
        if (row === null) {
          naive.delete(key)
          rows.remove(key)
        } else {
          naive.set(key, row)
          rows.put(key, row)
        }
        assert.deepEqual([...rows.all], [...naive])
        for (const index of Object.keys(indexes) as (keyof typeof indexes)[])
          for (const value of asked[index])
            assert.deepEqual(
              sorted(rows.by(index, value)),
              sorted([...naive].filter(([, one]) => indexes[index](one) === value)),
              `${index} ${value}`,
            )
      }
    }),
    { numRuns: 300 },
  )
})
test('a value that no row has any more takes no memory', () => {
  const rows = indexedRows<Row, keyof typeof indexes>(indexes)
  rows.put('pod', { application: 'a', node: 'm1', number: 1 })
  assert.equal(rows.by('node', 'm1').size, 1)
  rows.remove('pod')
  assert.equal(rows.by('node', 'm1'), rows.by('node', 'never there'))
})
