/** The files of the built console, as they are served. */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { buildConsole } from './test-kit/build.ts'

const dist = join(import.meta.dirname, 'dist')
before(buildConsole)

test('the page is served without inline script or style', async () => {
  const html = await readFile(join(dist, 'index.html'), 'utf8')
  assert.equal(
    html.match(/<script/g)?.length,
    html.match(/<script[^>]*\ssrc="[^"]+"[^>]*><\/script>/g)?.length,
  )
  assert.doesNotMatch(html, /<style|style=|\son\w+=/)
})

test('zod is in no file', async () => {
  const files = (await readdir(join(dist, 'assets'))).filter((name) => name.endsWith('.js'))
  const sources = await Promise.all(files.map((name) => readFile(join(dist, 'assets', name), 'utf8')))
  assert.ok(!sources.some((source) => source.includes('ZodError')), 'zod is in the bundle')
})

test('only the Latin letters of the two type faces are served', async () => {
  const fonts = (await readdir(join(dist, 'assets'))).filter((name) => name.endsWith('.woff2'))
  assert.deepEqual(fonts.map((name) => name.split('-latin-')[0]).sort(), ['inter', 'jetbrains-mono'])
})
