import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseRecipe, recipeOf } from './recipe.ts'

const none = () => Promise.reject(new Error('nothing may be read here'))

test('files at the top tell what an application is', async () => {
  assert.equal((await recipeOf(['index.html'], none)).base, 'static')
  assert.equal((await recipeOf(['index.php', 'index.html'], none)).base, 'php')
  const node = await recipeOf(
    ['package.json', 'package-lock.json'],
    async () => '{"scripts":{"start":"node a","build":"tsc"}}',
  )
  assert.deepEqual(node.build, [
    ['npm', 'ci'],
    ['npm', 'run', 'build'],
  ])
})
test('a tree without anything to run is refused with its files', async () => {
  await assert.rejects(recipeOf(['README.md', 'main.rs'], none), {
    code: 'source.nothing-to-run',
    message: /README\.md, main\.rs/,
  })
})
test('every fault of opads.yml comes at once, with path and line', () => {
  assert.throws(
    () => parseRecipe('base: cobol\nport: 80\nhealth: status\nnope: 1\n'),
    (failure: Error & { facts?: { count: number } }) => {
      assert.equal(failure.facts?.count, 4)
      assert.match(failure.message, /base, line 1: /)
      assert.match(failure.message, /port, line 2: ports below 1024/)
      assert.match(failure.message, /health, line 3: /)
      assert.match(failure.message, /nope, line 4: there is no such key/)
      return true
    },
  )
})
test('broken YAML names its line', () => {
  assert.throws(() => parseRecipe('base: node\nbuild: [[npm'), { code: 'input.invalid', message: /line \d/ })
})
