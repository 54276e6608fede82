import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { Problem } from '@opads/kernel/problem'
import { waitFor } from '@opads/world/wait'
import { explaining, linesOf } from './said.ts'

const problem = new Problem('source.push-too-large', { limitMiB: 4 })
const through = (chunks: readonly string[]) => text(Readable.from(chunks).pipe(explaining(problem)))
const refused = '0034\u0002fatal: pack exceeds maximum allowed size (4 MiB)\n0010\u0001unpack no\n0000'

test('a refusal is explained before its end, wherever the chunks break', async () => {
  const lines = `\u0002${linesOf(problem)}`
  const wanted = `${refused.slice(0, -4)}${(lines.length + 4).toString(16).padStart(4, '0')}${lines}0000`
  for (let at = 0; at < refused.length; at += 1)
    assert.equal(await through([refused.slice(0, at), refused.slice(at)].filter(Boolean)), wanted)
  assert.equal(await through([...refused]), wanted)
})
test('what follows a push is said before its end, to a client with a sideband', async () => {
  const follows = async () => 'opads: run 7\n'
  const said = (answer: string) =>
    text(Readable.from([answer.slice(0, 3), answer.slice(3)]).pipe(explaining(problem, follows)))
  assert.equal(await said('0010\u0001unpack ok\n0000'), '0010\u0001unpack ok\n0012\u0002opads: run 7\n0000')
  for (const answer of ['000eunpack ok\n0000', '0010\u0001unpack ok\n'])
    assert.equal(await said(answer), answer)
})
test('what follows is said of a push of main, by the report of git', async () => {
  const follows = async (isBuilt: boolean) => `${isBuilt}`
  const said = (report: string) => text(Readable.from([report]).pipe(explaining(problem, follows)))
  assert.match(await said('002e\u0001000eunpack ok\n0017ok refs/heads/main\n00000000'), /0009\u0002true0000$/)
  assert.match(
    await said('002f\u0001000eunpack ok\n0018ok refs/heads/other\n00000000'),
    /000a\u0002false0000$/,
  )
})
test('a failure of what follows drops its sentence alone', async () => {
  const answer = '0010\u0001unpack ok\n0000'
  const follows = () => Promise.reject(new Error('away'))
  assert.equal(await text(Readable.from([answer]).pipe(explaining(problem, follows))), answer)
})
test("git's report is sent before it is known what follows", async () => {
  const report = '0010\u0001unpack ok\n'
  let said = ''
  const follows = async () => {
    await waitFor('the report to be sent', async () => said === report, { boundMs: 5000, everyMs: 5 })
    return 'opads: run 7\n'
  }
  for await (const chunk of Readable.from([`${report}0000`]).pipe(explaining(problem, follows))) said += chunk
  assert.equal(said, `${report}0012\u0002opads: run 7\n0000`)
})
test('any other answer stays as it is', async () => {
  for (const answer of ['0010\u0001unpack ok\n0000', '0000', '00', refused.slice(0, -4)])
    assert.equal(await through([answer]), answer)
  assert.equal(await through([]), '')
})
