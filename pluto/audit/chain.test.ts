import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  checkpointKey,
  faultOfHead,
  isSigned,
  type OpenRow,
  type SealedRow,
  sealed,
  signatureOf,
  start,
  verified,
} from './chain.ts'

const maybe = fc.option(fc.string())
const openRow: fc.Arbitrary<OpenRow> = fc.record({
  id: fc.nat(),
  at: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  account: fc.string(),
  address: fc.string(),
  act: fc.string(),
  tenant: maybe,
  application: maybe,
  environment: maybe,
  target: maybe,
  outcome: fc.constantFrom('done', 'refused', 'failed'),
  code: maybe,
  facts: fc.json(),
})
/** A chain, and the place of one of its rows. */
const chain = fc
  .uniqueArray(openRow, { selector: ({ id }) => id, minLength: 2, maxLength: 12 })
  .map(chained)
  .chain((rows) => fc.record({ rows: fc.constant(rows), at: fc.nat(rows.length - 1) }))

function chained(rows: readonly OpenRow[]): readonly SealedRow[] {
  let head = start
  return rows.map((row) => {
    head = sealed(head, row)
    return { ...row, ...head }
  })
}
const headOf = ({ sequence, hash }: SealedRow) => ({ sequence, hash })

test('a chain is whole, from its start and from any of its rows', () => {
  fc.assert(
    fc.property(chain, ({ rows, at }) => {
      const end = headOf(rows.at(-1)!)
      assert.deepEqual(verified(start, rows), { head: end })
      assert.deepEqual(verified(headOf(rows[at]!), rows.slice(at + 1)), { head: end })
    }),
  )
})
test('a row with any field changed is found', () => {
  const fields = ['id', 'at', 'account', 'address', 'act', 'tenant', 'application', 'environment', 'target', 'outcome', 'code', 'facts', 'hash'] as const // biome-ignore format: one list
  fc.assert(
    fc.property(chain, fc.constantFrom(...fields), fc.string(), ({ rows, at }, field, value) => {
      const row = rows[at]!
      fc.pre(row[field] !== value)
      assert.deepEqual(Object.keys(row).sort(), [...fields, 'sequence'].sort())
      const changed = rows.with(at, { ...row, [field]: value } as SealedRow)
      assert.deepEqual(verified(start, changed).fault, { sequence: row.sequence, kind: 'changed' })
    }),
  )
})
test('text that moves from one field to the next is found', () => {
  const [row] = chained([{ ...sample, account: 'ab', address: 'c' }])
  const moved = { ...row!, account: 'a', address: 'bc' }
  assert.deepEqual(verified(start, [moved]).fault, { sequence: 1, kind: 'changed' })
})
test('a removed row is found', () => {
  fc.assert(
    fc.property(chain, ({ rows, at }) => {
      const { sequence } = rows[at]!
      const left = rows.toSpliced(at, 1)
      const { head, fault } = verified(start, left)
      if (at < rows.length - 1) assert.deepEqual(fault, { sequence, kind: 'removed' })
      else {
        const end = headOf(rows.at(-1)!)
        assert.equal(fault, undefined)
        assert.deepEqual(faultOfHead(end, { after: 0, end: head }, undefined), { sequence, kind: 'cut' })
      }
    }),
  )
})
test('rows that changed places are found, whether or not they took their sequence and hash along', () => {
  fc.assert(
    fc.property(
      chain,
      fc.nat(),
      fc.constantFrom('whole', 'sequence', 'content'),
      ({ rows, at }, other, how) => {
        const to = other % rows.length
        fc.pre(to !== at)
        const [one, two] = [rows[at]!, rows[to]!]
        const at1 = { sequence: two.sequence, ...(how === 'content' && { hash: two.hash }) }
        const at2 = { sequence: one.sequence, ...(how === 'content' && { hash: one.hash }) }
        const moved =
          how === 'whole'
            ? rows.with(at, two).with(to, one)
            : rows.with(at, { ...one, ...at1 }).with(to, { ...two, ...at2 })
        const inOrder = how === 'whole' ? moved : moved.toSorted((a, b) => a.sequence - b.sequence)
        assert.ok(verified(start, inOrder).fault)
      },
    ),
  )
})
test('an added row is found', () => {
  fc.assert(
    fc.property(chain, openRow, ({ rows, at }, extra) => {
      const planted = { ...extra, sequence: rows[at]!.sequence, hash: rows[at]!.hash }
      assert.deepEqual(verified(start, rows.toSpliced(at + 1, 0, planted)).fault, {
        sequence: planted.sequence,
        kind: 'added',
      })
    }),
  )
})
test('a chain that was written anew does not have the head that was kept', () => {
  fc.assert(
    fc.property(chain, ({ rows, at }) => {
      const forged = chained(rows.with(at, { ...rows[at]!, account: `${rows[at]!.account}!` }))
      const { head, fault } = verified(start, forged)
      assert.equal(fault, undefined)
      const kept = headOf(rows[at]!)
      const found = faultOfHead(kept, { after: 0, end: head }, forged[at]!.hash)
      assert.deepEqual(found, { sequence: kept.sequence, kind: 'head' })
    }),
  )
})
test('a head of before is in the chain; one that retention has passed cannot be compared', () => {
  const rows = chained([sample, { ...sample, id: 2 }, { ...sample, id: 3 }])
  const end = headOf(rows[2]!)
  for (const row of rows) assert.equal(faultOfHead(headOf(row), { after: 0, end }, row.hash), undefined)
  assert.equal(faultOfHead(headOf(rows[0]!), { after: 2, end }, undefined), undefined)
  assert.deepEqual(faultOfHead(headOf(rows[1]!), { after: 0, end }, undefined), {
    sequence: 2,
    kind: 'removed',
  })
  assert.deepEqual(faultOfHead({ sequence: 4, hash: 'f' }, { after: 0, end }, undefined), {
    sequence: 4,
    kind: 'cut',
  })
})
test('only the key of the cloud signs a checkpoint, for one sequence and one hash', () => {
  const key = checkpointKey(randomBytes(32))
  const head = { sequence: 7, hash: 'abc' }
  const signature = signatureOf(key, head)
  assert.ok(isSigned(key, head, signature))
  assert.ok(!isSigned(checkpointKey(randomBytes(32)), head, signature))
  assert.ok(!isSigned(key, { ...head, sequence: 8 }, signature))
  assert.ok(!isSigned(key, { ...head, hash: 'abd' }, signature))
  assert.ok(!isSigned(key, head, ''))
})

const sample: OpenRow = {
  id: 1,
  at: '2026-11-28T06:00:00.000Z',
  account: 'ann',
  address: '198.18.0.1',
  act: 'token.create',
  tenant: null,
  application: null,
  environment: null,
  target: 'ci',
  outcome: 'done',
  code: null,
  facts: '{}',
}
