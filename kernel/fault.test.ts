import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultOf, lastWordOf, problemIn, problemOf } from './fault.ts'
import { Problem } from './problem.ts'

test('a problem keeps its code, and its next step knows the run', () => {
  const facts = { step: 'npm ci', exitCode: 1, lastLines: 'no' }
  const { code, next } = faultOf(problemOf(new Problem('build.failed', facts), 'run 7'), { run: 7 })
  assert.equal(code, 'build.failed')
  assert.match(next, /opads run logs 7/)
})
test('what is no problem is a fault of the server, without its words', () => {
  const { code, sentence } = faultOf(problemOf(new Error('a secret of the inside'), 'run 7'))
  assert.equal(code, 'server.fault')
  assert.ok(!sentence.includes('secret'))
})
test('a problem survives the way between processes', () => {
  const problem = new Problem('image.unsafe-entry', { path: 'a "b"\n', fault: 'it links out' })
  const read = problemIn(lastWordOf(problem))
  assert.deepEqual([read?.code, read?.message, read?.facts], [problem.code, problem.message, problem.facts])
})
test('long facts are cut, so that the word stays whole', () => {
  const long = new Problem('build.lost', { reason: 'x'.repeat(100_000) })
  assert.ok(lastWordOf(long).length < 4096)
  assert.equal(problemIn(lastWordOf(long))?.code, 'build.lost')
})
test('words that are no problem of ours are none', () => {
  for (const text of ['', 'no JSON', '3', 'null', '{}', '{"code":"nothing.such"}', '{"code":"toString"}'])
    assert.equal(problemIn(text), undefined, text)
})
