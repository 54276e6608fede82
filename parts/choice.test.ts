import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesOf, choose, noChoice } from './choice.ts'
import type { Part } from './part.ts'

const part = (name: string, optional?: Part['optional']): Part => ({
  name,
  title: name,
  needs: [],
  install: { by: 'template' },
  ...(optional && { optional }),
})
const parts = [part('base'), part('measure', 'included'), part('kafka', 'left out')]
const said = (choice: Partial<typeof noChoice>) => ({ ...noChoice, ...choice })

test('what is not named keeps what it has; the other option takes it back', () => {
  const kept = choose(parts, noChoice, { with: ['kafka'], without: ['measure'] })
  assert.deepEqual(kept, { with: ['kafka'], without: ['measure'] })
  assert.deepEqual(choose(parts, kept, noChoice), kept)
  assert.deepEqual(choose(parts, kept, said({ with: ['measure', 'measure'] })), { with: ['kafka', 'measure'], without: [] }) // biome-ignore format: one fact
  assert.deepEqual(choose(parts, kept, said({ without: ['kafka'] })), { with: [], without: ['measure', 'kafka'] }) // biome-ignore format: one fact
})
test('unknown names, parts that are in every cloud, and contradictions are refused all at once', () => {
  assert.throws(() => choose(parts, noChoice, { with: ['kafak'], without: ['base'] }), {
    code: 'use.invalid',
    facts: {
      sentence: '2 things are wrong:',
      faults: [
        '--with takes optional parts: measure, kafka; not "kafak". Did you mean kafka?',
        '--without takes optional parts: measure, kafka; not "base"',
      ],
      usage: 'opads up [--with PART]… [--without PART]…',
    },
  })
  assert.throws(
    () => choose(parts, noChoice, { with: ['kafka'], without: ['kafka'] }),
    /kafka" is behind both/,
  )
})
test('a part that only another checkout knows is not dropped unasked, and can be taken out', () => {
  const kept = { with: ['ceph'], without: ['gerrit'] }
  assert.throws(
    () => choose(parts, kept, noChoice),
    /part "ceph", which this checkout does not know.*--without ceph/,
  )
  assert.deepEqual(choose(parts, kept, said({ without: ['ceph'] })), { with: [], without: [] })
})
test('what comes and what goes', () => {
  const [base, measure, kafka] = parts as [Part, Part, Part]
  assert.deepEqual(changesOf([base, measure], [base, kafka]), [
    { part: kafka, comes: true },
    { part: measure, comes: false },
  ])
  assert.deepEqual(changesOf([base], [base]), [])
})
