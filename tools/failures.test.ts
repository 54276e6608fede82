import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { exec } from '@opads/world/exec'
import { failuresText } from './failures.ts'

test('nothing failed, nothing is said', () => assert.equal(failuresText([], '/here'), ''))

test('a failure of the real runner is said with its file, its words and its cause', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'opads-failures-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'one.test.js')
  await writeFile(
    file,
    "require('node:test').test('it holds', () => { throw new Error('it does not', { cause: new Error('for this') }) })",
  )
  const program = `
    import { run } from 'node:test'
    import { failuresText } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'failures.ts')).href)}
    const failures = []
    const stream = run({ files: [${JSON.stringify(file)}] })
    stream.on('test:fail', ({ name, file, details }) => failures.push({ name, file, error: details.error }))
    for await (const _ of stream);
    process.stdout.write(failuresText(failures, ${JSON.stringify(folder)}))`
  // The runner does not run inside one of its tests.
  const env = { NODE_TEST_CONTEXT: undefined }
  await writeFile(join(folder, 'main.mjs'), program)
  const { stdout: text } = await exec([process.execPath, join(folder, 'main.mjs')], { env })
  assert.match(text, /^\nFailed:\n✖ it holds {3}one\.test\.js\n {4}Error: it does not\n/)
  assert.match(text, /for this/)
})

test('what has no end is cut', () => {
  const text = failuresText(
    [
      { name: 'long', error: 'x\n'.repeat(5000) },
      { name: 'wide', error: 'y'.repeat(10_000) },
    ],
    '/',
  )
  assert.ok(text.length < 3500 && text.split('\n').length < 50)
})
