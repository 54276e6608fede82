import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { contract } from '../../contract.ts'
import { kinds } from './kinds.ts'
import { kindWords, runKinds, shown } from './shown.ts'
import type { ShownRun } from './shown-kind.ts'

const run: ShownRun = {
  id: 42, application: 'shop', environment: 'uat', release: 7, ref: 'refs/heads/main', commit: 'c0ffee0123456789', title: 'Sell more',
} // biome-ignore format: a row
const bare: ShownRun = { ...run, environment: null, release: null, ref: null, commit: null, title: null }

for (const kind of runKinds) {
  const { en, zh, heading, outcome, startAgain, cancelEndsIt } = shown[kind]
  test(`${kind}: says the same in both languages`, () => {
    for (const words of [en, zh]) {
      assert.ok(words.name !== '' && words.again !== '')
      assert.match(words.failed(run), /42/)
      assert.notEqual(words.subject(run).text + words.subject(run).code, '')
    }
    assert.deepEqual(Object.keys(zh.steps), Object.keys(en.steps))
    for (const word of ['name', 'again'] as const) assert.notEqual(en[word], zh[word], word)
    assert.notEqual(en.failed(run), zh.failed(run))
  })
  test(`${kind}: its English sentences name the run and have no end`, () => {
    assert.match(heading(run), /42 of shop/)
    assert.match(outcome(run), /shop.*[^.]$/)
  })
  test(`${kind}: a run that has nothing yet can be shown`, () => {
    const texts = [
      heading(bare),
      outcome(bare),
      ...[en, zh].map((one) => one.failed(bare) + one.subject(bare).text),
    ]
    for (const text of texts) assert.doesNotMatch(text, /undefined|null/)
  })
  test(`${kind}: is started again by a route that there is`, () => {
    const start = startAgain(run)
    if (!start) return
    assert.ok(contract[start.route].body.safeParse(start.body).success)
    assert.equal(start.act, contract[start.route].act)
  })
  test(`${kind}: a worker that has to restore says that it was cancelled; one that a cancel ends does not`, () => {
    assert.equal(kinds[kind].cancelled === undefined, cancelEndsIt)
  })
  test(`${kind}: a worker may miss several renewals`, () => {
    assert.ok(kinds[kind].leaseSeconds >= 10)
    assert.ok(kinds[kind].mostAttempts >= 1)
  })
}

test('all that a kind says is read by something', () => {
  const top = join(import.meta.dirname, '../../..')
  const readers = globSync('{pluto,cli,console}/**/*.{ts,tsx}', { cwd: top })
    .filter((path) => !/node_modules|\.test\.|^pluto\/run\/kinds\//.test(path))
    .map((path) => readFileSync(join(top, path), 'utf8'))
    .filter((text) => /\bkinds\b|kinds\/shown/.test(text))
  assert.ok(readers.length > 5)
  const isRead = (field: string) =>
    readers.some((text) => new RegExp(`\\.${field}\\b|\\{[^{}]*\\b${field}\\b[^{}]*\\} = kinds`).test(text))
  const fields = runKinds.flatMap((kind) => [
    ...Object.keys(kinds[kind]),
    ...Object.keys(shown[kind]).filter((field) => field !== 'en' && field !== 'zh'),
    ...Object.keys(kindWords('en')[kind]),
  ])
  assert.deepEqual(
    [...new Set(fields)].filter((field) => !isRead(field)),
    [],
  )
})
