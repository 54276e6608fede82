import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sharesNothing } from './neighbour.ts'

const rest = "import assert from 'node:assert/strict'\n"

test('a file that says that it shares nothing, and why, may have a neighbour', () => {
  assert.ok(sharesNothing(`/** A test. */\n// Shares nothing: a folder of its own.\n${rest}`))
})

test('who says nothing, gives no reason, or says it elsewhere runs alone', () => {
  const line = '// Shares nothing: a folder of its own.\n'
  for (const source of [
    rest,
    `// Shares nothing:\n${rest}`,
    `${rest}${line}`,
    `/** ${line} */\n${rest}`,
    line,
    '',
  ])
    assert.equal(sharesNothing(source), false, source)
})
