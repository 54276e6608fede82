import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkedEntries, type Entry } from './entry.ts'

const link = (path: string, target: string): Entry => ({ kind: 'symlink', path, target })
const file = (path: string): Entry => ({ kind: 'file', path, mode: 0o644, source: '/x', size: 0 })
const paths = (entries: readonly Entry[]) => checkedEntries(entries).map((entry) => entry.path)

test('order does not depend on how entries were found; hard links follow what they point to', () => {
  const hard: Entry = { kind: 'hardlink', path: 'a', target: 'z', mode: 0o644 }
  assert.deepEqual(paths([hard, file('z'), link('b', 'z')]), ['b', 'z', 'a'])
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
  for (const target of ['/etc/passwd', '../etc/passwd', 'b/../../etc/passwd'])
    assert.throws(() => paths([{ kind: 'hardlink', path: 'a', target, mode: 0o644 }]), {
      facts: { path: 'a', fault: `it links out of the tree, to ${target}` },
    })
  assert.throws(() => paths([link('a', 'b\0c')]), {
    facts: { path: 'a', fault: 'its target has a zero byte' },
  })
})
test('paths that leave the tree, stand twice or carry a zero byte are refused', () => {
  for (const bad of ['../a', '/a', 'a//b', 'a/../b', '', 'a\0b'])
    assert.throws(() => paths([link(bad, 'x')]), { code: 'image.unsafe-entry' })
  assert.throws(() => paths([link('a', 'b'), link('a', 'c')]), { code: 'image.unsafe-entry' })
})
test('names that no image can hold, or that would delete, are refused', () => {
  for (const bad of ['x'.repeat(256), 'é'.repeat(128), 'app/.wh.passwd', '.wh..wh..opq'])
    assert.throws(() => paths([file(bad)]), { code: 'image.unsafe-entry' })
  assert.deepEqual(paths([file('é'.repeat(127))]), ['é'.repeat(127)])
})
test('what lies behind a link of the same layer is refused', () => {
  assert.throws(() => paths([link('etc', '/root'), file('etc/passwd')]), {
    facts: { path: 'etc/passwd', fault: 'what it lies in is no folder but a symlink' },
  })
})
test('a hard link needs its file in the same layer', () => {
  assert.throws(() => paths([{ kind: 'hardlink', path: 'a', target: 'b', mode: 0o644 }]), {
    code: 'image.unsafe-entry',
  })
})
test('newlines and quotes in names are names like any other', () => {
  assert.deepEqual(paths([link('a\n"b\'', 'c')]), ['a\n"b\''])
})
