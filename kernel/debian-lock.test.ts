import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesBetween, type DebianPackage, parseLock, printLock, setOf } from './debian-lock.ts'
import { Problem } from './problem.ts'

const one = (name: string, version: string, digit = 'a'): DebianPackage => ({
  name,
  version,
  architecture: 'amd64',
  sha256: digit.repeat(64),
  size: 1200,
  path: `pool/main/${name[0]}/${name}/${name}_${version.replace(/^\d+:/, '')}_amd64.deb`,
})
const lock = {
  suite: 'trixie',
  date: '2026-11-27',
  sets: [
    { words: ['?essential', 'ca-certificates'], packages: [one('libc6', '2.41-12+deb13u1'), one('zlib1g', '1:1.3.dfsg+really1.3.1-1+b1')] },
    { words: ['curl', 'keepalived'], packages: [one('curl', '8.14.1-2')] },
  ],
} // biome-ignore format: a table

test('what is printed is read back, a package a line', () => {
  const text = printLock(lock)
  assert.deepEqual(parseLock(text, 'x'), lock)
  assert.ok(text.split('\n').includes(`curl 8.14.1-2 amd64 ${'a'.repeat(64)} 1200 pool/main/c/curl/curl_8.14.1-2_amd64.deb`)) // biome-ignore format: one line
})

test('a line that is none, a path out of the pool and a package before the first set are named', () => {
  const text = printLock(lock)
  for (const [from, to] of [
    ['curl 8.14', 'curl; 8.14'],
    ['pool/main/c/curl/', 'pool/main/../../'],
    ['pool/main/c/curl/', '../'],
    ['suite trixie of', 'suite trixie, '],
    ['aaaaaaaa 1200 pool/main/c', 'aaaaaaa 1200 pool/main/c'],
    ['[?essential ca-certificates]', ''],
  ] as const) {
    assert.ok(text.includes(from), from)
    assert.throws(
      () => parseLock(text.replace(from, to), 'trixie.lock'),
      (failure) => failure instanceof Problem && failure.code === 'debian.lock-damaged',
      from,
    )
  }
})

test('a set is found by its words in any order; one that is not there is refused by name', () => {
  assert.equal(setOf(lock, ['keepalived', 'curl']), lock.sets[1])
  assert.throws(() => setOf(lock, ['curl']), /no set for the packages curl/)
})

test('changes are told by package: new versions, what came, what went, other bytes under one version', () => {
  const after = {
    ...lock,
    sets: [
      { ...lock.sets[0]!, packages: [one('libc6', '2.41-12+deb13u2', 'b'), one('tzdata', '2026a-1', 'c')] },
      { ...lock.sets[1]!, packages: [one('curl', '8.14.1-2', 'd')] },
    ],
  }
  assert.deepEqual(changesBetween(lock, after), [
    { name: 'curl', before: '8.14.1-2', after: '8.14.1-2' },
    { name: 'libc6', before: '2.41-12+deb13u1', after: '2.41-12+deb13u2' },
    { name: 'tzdata', after: '2026a-1' },
    { name: 'zlib1g', before: '1:1.3.dfsg+really1.3.1-1+b1' },
  ])
  assert.deepEqual(changesBetween(lock, lock), [])
  assert.equal(changesBetween(undefined, lock).length, 3)
})
