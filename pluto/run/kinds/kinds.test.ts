import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { contract } from '../../contract.ts'
import type { ShownRun } from './kind.ts'
import { kinds, kindWords, runKinds } from './kinds.ts'

const run: ShownRun = {
  id: 42, application: 'shop', environment: 'uat', release: 7, ref: 'refs/heads/main', commit: 'c0ffee0123456789', title: 'Sell more',
} // biome-ignore format: a row
const bare: ShownRun = { ...run, environment: null, release: null, ref: null, commit: null, title: null }

for (const kind of runKinds) {
  const { en, zh, heading, outcome, startAgain, lease, waits } = kinds[kind]
  test(`${kind}: says the same in both languages`, () => {
    for (const words of [en, zh]) {
      assert.ok(words.name !== '')
      assert.match(words.failed(run), /42/)
      assert.match(words.asks(run), /shop.*[?？]$/)
      assert.notEqual(words.subject(run).text + words.subject(run).code, '')
    }
    assert.deepEqual(Object.keys(zh.steps), Object.keys(en.steps))
    assert.notEqual(en.name, zh.name)
    for (const word of ['failed', 'asks'] as const) assert.notEqual(en[word](run), zh[word](run), word)
  })
  test(`${kind}: its English sentences name the run and have no end`, () => {
    assert.match(heading(run), /42 of shop/)
    assert.match(outcome(run), /shop.*[^.]$/)
  })
  test(`${kind}: a run that has nothing yet can be shown`, () => {
    const texts = [
      heading(bare),
      outcome(bare),
      ...[en, zh].map((one) => one.failed(bare) + one.asks(bare) + one.subject(bare).text),
    ]
    for (const text of texts) assert.doesNotMatch(text, /undefined|null/)
  })
  test(`${kind}: is started again by a route that there is, and has words for it`, () => {
    assert.equal(startAgain !== undefined, Boolean(en.again && zh.again))
    if (startAgain) assert.notEqual(en.again, zh.again)
    const start = startAgain?.(run)
    if (!start) return
    assert.ok(contract[start.route].body.safeParse(start.body).success)
    assert.equal(start.act, contract[start.route].act)
  })
  test(`${kind}: a worker may miss several renewals; what has none waits for a person`, () => {
    if (!lease) return assert.ok(waits)
    assert.ok(lease.seconds >= 10)
    assert.ok(lease.mostAttempts >= 1)
  })
}

test('all that a kind says is read by something', () => {
  const top = join(import.meta.dirname, '../../..')
  const readers = globSync('{pluto,cli,console}/**/*.{ts,tsx}', { cwd: top })
    .filter((path) => !/node_modules|\.test\.|^pluto\/run\/kinds\//.test(path))
    .map((path) => readFileSync(join(top, path), 'utf8'))
    .filter((text) => /\bkinds\b|run\/kinds/.test(text))
  assert.ok(readers.length > 5)
  const isRead = (field: string) =>
    readers.some((text) => new RegExp(`\\.${field}\\b|\\{[^{}]*\\b${field}\\b[^{}]*\\} = kinds`).test(text))
  const fields = runKinds.flatMap((kind) => [
    ...Object.keys(kinds[kind]).filter((field) => field !== 'en' && field !== 'zh'),
    ...Object.keys(kindWords('en')[kind]),
  ])
  assert.deepEqual(
    [...new Set(fields)].filter((field) => !isRead(field)),
    [],
  )
})
