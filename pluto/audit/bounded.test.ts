import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bounded } from './bounded.ts'
import { plainAct } from './record.ts'

const record = { ...plainAct, account: 'ann', address: '198.18.0.1', act: 'token.create' }

test('what fits stays as it is', () => {
  const facts = { days: 90 }
  assert.deepEqual(bounded({ ...record, target: 'ci', facts }), {
    ...record,
    target: 'ci',
    facts: '{"days":90}',
  })
})
test('every field has a bound in bytes, and PostgreSQL can store it', () => {
  const text = fc.string({ unit: 'binary', maxLength: 500 })
  fc.assert(
    fc.property(text, (long) => {
      const kept = bounded({
        ...record,
        account: long,
        address: long,
        act: long,
        tenant: long,
        application: long,
        environment: long,
        target: long,
        code: long,
        facts: { long },
      })
      for (const [name, value] of Object.entries(kept)) {
        const most = name === 'facts' ? 2048 : name === 'target' ? 800 : 100
        assert.ok(Buffer.byteLength(value!) <= most, name)
        assert.ok(!value!.includes('\0') && value!.isWellFormed(), name)
      }
    }),
    { examples: [['😀'.repeat(1000)], ['\ud800'.repeat(500)], ['\0'.repeat(50)], ['ab'.repeat(400)]] },
  )
})
test('a cut text says so; facts that are too long are left out whole', () => {
  const kept = bounded({ ...record, account: 'a'.repeat(101), facts: { long: 'b'.repeat(3000) } })
  assert.equal(kept.account, `${'a'.repeat(97)}…`)
  assert.equal(kept.facts, '{"omittedBytes":3011}')
  assert.equal(bounded({ ...record, target: 'c'.repeat(201) }).target, 'c'.repeat(200))
})
