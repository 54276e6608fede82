import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onlyWhenChanged, onlyWithAll, unchangedVariable } from './long-tests.ts'

test('a long test says why it is left out, and is not where nobody said so', (context) => {
  const before = { ...process.env }
  context.after(() => (process.env = before))
  for (const name of ['OPADS_ALL', unchangedVariable]) delete process.env[name]
  assert.equal(onlyWhenChanged('artifacts'), false)
  assert.equal(onlyWithAll('packs 10 GiB'), 'packs 10 GiB: runs with --all')
  process.env[unchangedVariable] = 'images artifacts'
  assert.match(
    String(onlyWhenChanged('artifacts')),
    /^no change of artifacts\/, the launcher.* last 20 commits/,
  )
  process.env[unchangedVariable] = 'images'
  assert.equal(onlyWhenChanged('artifacts'), false)
  process.env.OPADS_ALL = '1'
  assert.equal(onlyWithAll('packs 10 GiB'), false)
})
