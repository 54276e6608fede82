import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { cutMark, linesOf } from './lines.ts'

async function split(chunks: readonly (string | Buffer)[], mostBytes = 100) {
  const lines: string[] = []
  const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk as string)))
  for await (const line of linesOf(stream, mostBytes)) lines.push(line.replace(cutMark, '…'))
  return lines
}

test('lines end by \\n, \\r\\n or \\r, wherever the chunks break', async () => {
  const text = 'one\ntwo\r\nthree\rfour\n\nsix'
  const wanted = ['one', 'two', 'three', 'four', '', 'six']
  assert.deepEqual(await split([text]), wanted)
  assert.deepEqual(await split([...text]), wanted)
  for (let at = 1; at < text.length; at += 1)
    assert.deepEqual(await split([text.slice(0, at), text.slice(at)]), wanted, String(at))
  assert.deepEqual(await split(['one\n']), ['one'])
  assert.deepEqual(await split([]), [])
})
test('a line as long as the bound is whole, a longer one is cut and says so, and the next one is whole', async () => {
  assert.deepEqual(await split(['1234\n', '12345\n', '1', '2345', '678\nok\n'], 4), [
    '1234',
    '1234…',
    '1234…',
    'ok',
  ])
  assert.deepEqual(await split(['123456'], 4), ['1234…'])
})
test('a character that the bound would cut in two is left out', async () => {
  assert.deepEqual(await split(['aü\n', 'abü\n'], 3), ['aü', 'ab…'])
})
test('a line without an end takes no more memory than the bound', async () => {
  const chunk = Buffer.alloc(64 * 1024, 'x')
  async function* endless() {
    for (let count = 0; count < 8000; count += 1) yield chunk // 500 MiB
  }
  const before = process.memoryUsage().rss
  let most = 0
  for await (const line of linesOf(endless(), 16 * 1024)) most = Math.max(most, line.length)
  assert.equal(most, 16 * 1024 + cutMark.length)
  assert.ok(process.memoryUsage().rss - before < 100 * 2 ** 20)
})
