import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsonOr, keptJson } from './kept-json.ts'

test('what is cut is as if it were not there, or refused with the way out', () => {
  for (const text of ['', '\0\0\0', '{"listen":"127']) {
    assert.deepEqual(jsonOr(text, { a: 1 }), { a: 1 })
    assert.throws(() => keptJson(text, '/some/file', 'rm it'), {
      code: 'file.unreadable',
      message: '/some/file cannot be read: it is not JSON',
      facts: { path: '/some/file', reason: 'it is not JSON', hint: 'rm it' },
    })
  }
  for (const read of [(text: string) => jsonOr(text, {}), (text: string) => keptJson(text, 'a', 'b')])
    assert.deepEqual(read('{"b":2}'), { b: 2 })
})
