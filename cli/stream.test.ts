import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heard, leftMs, stream } from './stream.ts'

test('messages name what changed; one that is not whole yet waits for its rest', () => {
  assert.deepEqual(
    heard('retry: 1000\n: hello\n\ndata: {"topic":"run","application":"shop","run":4}\n\ndata: {"to'),
    {
      changed: ['shop'],
      left: 'data: {"to',
    },
  )
  assert.deepEqual(heard('event: all\ndata: {}\n\n: still here\n\n'), { changed: ['all'], left: '' })
})
test('a wait is never negative', () => {
  assert.deepEqual([leftMs(500, 100), leftMs(500, 500), leftMs(500, 501)], [400, 0, 0])
})
test('a change wakes who waits for it, and what came before the waiting counts', {
  timeout: 20_000,
}, async () => {
  const said = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  const open = async function* () {
    yield ': hello\n\n'
    await said.promise
    yield 'data: {"topic":"run","application":"shop"}\n\n'
    await ended.promise
  }
  const { next, close } = stream(open, new AbortController().signal)
  await next('shop') // the stream is connected from now on
  const waiting = next('shop')
  said.resolve()
  await waiting
  ended.resolve()
  close()
  await assert.rejects(next('shop'), { name: 'AbortError' })
})
test('without a stream one looks all the same', { timeout: 20_000 }, async () => {
  const { next, close } = stream(
    // biome-ignore lint/correctness/useYield: a cloud that does not answer
    async function* () {
      throw new Error('away')
    },
    new AbortController().signal,
  )
  await next('shop')
  await next('shop')
  close()
})
