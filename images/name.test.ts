import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeName, encodeName, onDisk } from './name.ts'

test('bytes that are no UTF-8 come back as they were', () => {
  const odd = [
    Buffer.from([0x61, 0xff, 0x0a, 0xc3, 0xa9, 0xc3]),
    Buffer.from([0xed, 0xb2, 0x80]), // a surrogate, written as if it were a character
    Buffer.from([0xf0, 0x9f, 0x92, 0x80, 0x80]), // a whole emoji whose second half looks like ours, then half of one
    Buffer.from('plain "quoted" \n é 💀'),
  ]
  for (const bytes of odd) assert.deepEqual(encodeName(decodeName(bytes)), bytes)
})
test('what is UTF-8 reads as a person would write it', () => {
  assert.equal(decodeName(Buffer.from('é💀')), 'é💀')
  assert.equal(onDisk('é💀'), 'é💀')
  assert.deepEqual(onDisk(decodeName(Buffer.from([0xff]))), Buffer.from([0xff]))
})
