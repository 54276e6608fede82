import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkedEntries, type Entry } from './entry.ts'

const link = (path: string, target: string): Entry => ({ kind: 'symlink', path, target })
const paths = (entries: readonly Entry[]) => checkedEntries(entries).map((entry) => entry.path)

test('order does not depend on how entries were found; hard links follow what they point to', () => {
  const hard: Entry = { kind: 'hardlink', path: 'a', target: 'z' }
  assert.deepEqual(paths([hard, link('z', 'y'), link('b', 'z')]), ['b', 'z', 'a'])
})
test('links inside the tree pass, links out of it are refused by name', () => {
  assert.deepEqual(paths([link('usr/bin/kubelet', '../lib/kubernetes'), link('etc/mtab', '/proc/mounts')]), [
    'etc/mtab',
    'usr/bin/kubelet',
  ])
  assert.throws(() => paths([link('usr/up', '../../etc/passwd')]), {
    code: 'image.unsafe-entry',
    facts: { path: 'usr/up', fault: 'it links out of the tree, to ../../etc/passwd' },
  })
  assert.throws(() => paths([{ kind: 'hardlink', path: 'a', target: '/etc/passwd' }]), {
    code: 'image.unsafe-entry',
  })
})
test('paths that leave the tree, stand twice or carry a zero byte are refused', () => {
  for (const bad of ['../a', '/a', 'a//b', 'a/../b', '', 'a\0b'])
    assert.throws(() => paths([link(bad, 'x')]), { code: 'image.unsafe-entry' })
  assert.throws(() => paths([link('a', 'b'), link('a', 'c')]), { code: 'image.unsafe-entry' })
})
test('newlines and quotes in names are names like any other', () => {
  assert.deepEqual(paths([link('a\n"b\'', 'c')]), ['a\n"b\''])
})
