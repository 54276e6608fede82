import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { chosenParts, forgetChoice, keepChoice } from './kept-choice.ts'
import { readWords } from './words.ts'

const folder = await mkdtemp(join(tmpdir(), 'opads-choice-'))
after(() => rm(folder, { recursive: true }))
const chosen = (...words: readonly string[]) => chosenParts(readWords(words), folder)
const hasMeasurements = ({ parts }: Awaited<ReturnType<typeof chosen>>) =>
  parts.some(({ name }) => name === 'metrics-server')

test('a choice that was kept holds for later runs and for status, until it is changed or forgotten', async () => {
  assert.ok(hasMeasurements(await chosen('up')))
  const without = await chosen('up', '--without', 'metrics-server,sample')
  assert.ok(!hasMeasurements(without))
  assert.ok(hasMeasurements(await chosen('up'))) // a dry run keeps nothing
  await keepChoice(without.choice, folder)
  for (const verb of ['up', 'status', 'doctor', 'down']) assert.ok(!hasMeasurements(await chosen(verb)), verb)
  assert.ok(hasMeasurements(await chosen('up', '--with', 'metrics-server')))
  await forgetChoice(folder)
  assert.ok(hasMeasurements(await chosen('status')))
})
test('an unknown part is refused with what was meant', () =>
  assert.rejects(chosen('up', '--without', 'metric-server'), /Did you mean metrics-server\?/))
test('a damaged file is refused by its path, but does not keep a cloud from going down', async () => {
  for (const text of ['{', '{"with":"all"}']) {
    await writeFile(join(folder, 'parts.json'), text)
    await assert.rejects(chosen('status'), { code: 'file.unreadable', message: /parts\.json/ })
    assert.ok(hasMeasurements(await chosen('down')))
  }
})
