import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entry } from './entry.ts'
import { decodeName } from './name.ts'
import { padding, tarHeader } from './tar.ts'

const file = (path: string, size = 0, more: Partial<Entry> = {}): Entry =>
  ({ kind: 'file', path, mode: 0o4755, source: '/x', size, ...more }) as Entry
const recordsOf = (header: Buffer) => {
  const size = Number.parseInt(header.toString('latin1', 124, 135), 8)
  return header.toString('latin1', 512, 512 + size)
}

test('a plain file is one block with mode, size and the fixed time', () => {
  const header = tarHeader(file('usr/bin/tool', 5))
  assert.equal(header.length, 512)
  assert.equal(header.toString('latin1', 0, 12), 'usr/bin/tool')
  assert.equal(header.toString('latin1', 100, 107), '0004755')
  assert.equal(header.toString('latin1', 124, 135), '00000000005')
  assert.equal(Number.parseInt(header.toString('latin1', 136, 147), 8), 1767225600)
  assert.equal(header.toString('latin1', 257, 265), 'ustar\x0000')
})
test('what does not fit stands in records that count their own length', () => {
  const long = 'n'.repeat(101)
  assert.equal(recordsOf(tarHeader(file(long))), `111 path=${long}\n`)
  assert.equal(recordsOf(tarHeader(file('big', 9 * 2 ** 30))), '19 size=9663676416\n')
  assert.equal(
    recordsOf(tarHeader(file('mine', 0, { owner: 3_000_000 } as Partial<Entry>))),
    '15 uid=3000000\n15 gid=3000000\n',
  )
})
test('long names that are no UTF-8 say so; short ones are bytes of the header', () => {
  const odd = decodeName(Buffer.from([0xff]))
  assert.equal(tarHeader(file(odd))[0], 0xff)
  assert.equal(
    recordsOf(tarHeader(file(odd.repeat(101)))),
    `21 hdrcharset=BINARY\n111 path=${'\xff'.repeat(101)}\n`,
  )
})
test('a capability keeps its zero bytes', () => {
  const header = tarHeader(file('ping', 0, { capability: Buffer.from([1, 0, 0, 2]) } as Partial<Entry>))
  assert.equal(recordsOf(header), '41 SCHILY.xattr.security.capability=\x01\x00\x00\x02\n')
})
test('whiteouts and opaque folders have their agreed names', () => {
  const name = (entry: Entry) => tarHeader(entry).toString('latin1', 0, 100).replace(/\0+$/, '')
  assert.equal(name({ kind: 'whiteout', path: 'etc/motd' }), 'etc/.wh.motd')
  assert.equal(name({ kind: 'opaque', path: 'var/lib' }), 'var/lib/.wh..wh..opq')
  assert.equal(name({ kind: 'directory', path: 'var', mode: 0o755 }), 'var/')
})
test('content is filled up to whole blocks', () => {
  assert.deepEqual(
    [0, 1, 511, 512, 513].map((size) => padding(size).length),
    [0, 511, 1, 0, 511],
  )
})
