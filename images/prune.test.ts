import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freedBytes, keptImages, removals } from './prune.ts'

const image = (name: string, key: string, usedAt: number, ...layerKeys: string[]) => ({
  name,
  key,
  usedAt,
  layerKeys,
})
const marked = [
  image('etcd', 'k1', 10, 'l0'),
  image('etcd', 'k2', 20, 'l1'),
  image('etcd', 'other', 90, 'l3'),
  image('old', 'k4', 15, 'l1', 'l4'),
  image('gone', 'k3', 30, 'l0'),
]
const there = {
  drafts: ['etcd/k1.draft-7'],
  images: marked.flatMap(({ name, key }) => [
    { name, key },
    { name, key: `${key}.json` },
    { name, key: `${key}.lock` },
  ]),
  marked,
  layerFiles: ['l0.json', 'l1.tar.zst', 'l1.json', 'l2.tar.zst', 'l2.lock', 'l3.json', 'l4.json'],
  trees: ['trixie-1', 'trixie-1.lock', 'trixie-2', 'trixie-2.lock', 'trixie-3', 'trixie-3.lock'].map(
    (name) => ({
      name,
      usedAt: name.startsWith('trixie-3') ? 90 : 5,
    }),
  ),
  imported: ['imported/alpine/d1'],
  packages: [
    { path: '../debian/a.deb', usedAt: 5 },
    { path: '../debian/b.deb', usedAt: 90 },
  ],
}
const needed = { names: ['etcd', 'old'], tree: 'trixie-2', since: 50, isImportedKept: true }
const paths = (all: ReturnType<typeof removals>) => all.map(({ path }) => path)

test('what was asked for lately stays with its layers and tree, and the last one of each definition', () => {
  assert.deepEqual(paths(removals(there, needed)), [
    'etcd/k1.draft-7',
    'etcd/k1',
    'etcd/k1.json',
    'etcd/k1.lock',
    'etcd/k2',
    'etcd/k2.json',
    'etcd/k2.lock',
    'gone/k3',
    'gone/k3.json',
    'gone/k3.lock',
    'layers/l0.json',
    'layers/l2.tar.zst',
    'layers/l2.lock',
    'debian/trixie-1',
    'debian/trixie-1.lock',
    '../debian/a.deb',
  ])
})
test('two checkouts that asked for other images of one name lately keep both', () => {
  const keys = (since: number) => keptImages(marked, { ...needed, since }).map(({ key }) => key)
  assert.deepEqual(keys(20), ['k2', 'other', 'k4', 'k3'])
  assert.deepEqual(keys(Number.POSITIVE_INFINITY), ['other', 'k4'])
})
test('an image without a mark goes', () => {
  const unmarked = { ...there, images: [...there.images, { name: 'etcd', key: 'k9' }] }
  assert.ok(paths(removals(unmarked, needed)).includes('etcd/k9'))
})
test('imported images go only when that is asked for', () => {
  assert.equal(paths(removals(there, { ...needed, isImportedKept: false })).at(-1), 'imported/alpine/d1')
})
test('a file with a name that stays frees nothing', () => {
  const one = (inode: string, names: number) => ({ inode, names, bytes: 100 })
  assert.equal(freedBytes([one('a', 1), one('b', 2), one('c', 2), one('c', 2)]), 200)
})
