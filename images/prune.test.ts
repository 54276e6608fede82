import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freedBytes, removals } from './prune.ts'

const there = {
  drafts: ['etcd/k1.draft-7'],
  images: [
    { name: 'etcd', key: 'k1' },
    { name: 'etcd', key: 'k2' },
    { name: 'gone', key: 'k3' },
  ],
  layerFiles: ['l1.tar.zst', 'l1.json', 'l2.tar.zst', 'l2.lock'],
  trees: ['trixie-1', 'trixie-2', 'trixie-2.lock'],
  imported: ['imported/alpine/d1'],
}
const needed = {
  current: new Map([['etcd', { key: 'k2', layerKeys: ['l1'] }]]),
  tree: 'trixie-2',
  isImportedKept: true,
}
const paths = (all: ReturnType<typeof removals>) => all.map(({ path }) => path)

test('what the last get of a definition made stays, with its layers', () => {
  assert.deepEqual(paths(removals(there, needed)), [
    'etcd/k1.draft-7',
    'etcd/k1',
    'gone/k3',
    'layers/l2.tar.zst',
    'layers/l2.lock',
    'debian/trixie-1',
  ])
})
test('imported images go only when that is asked for', () => {
  assert.equal(paths(removals(there, { ...needed, isImportedKept: false })).at(-1), 'imported/alpine/d1')
})
test('a file with a name that stays frees nothing', () => {
  const one = (inode: string, names: number) => ({ inode, names, bytes: 100 })
  assert.equal(freedBytes([one('a', 1), one('b', 2), one('c', 2), one('c', 2)]), 200)
})
