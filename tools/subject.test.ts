import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unchanged } from './subject.ts'

test('a long test runs where one of its files changed, and only then', () => {
  assert.deepEqual(unchanged([]), ['artifacts', 'images'])
  assert.deepEqual(unchanged(['docs/problems.md', 'cli/opads.ts', 'pluto/runs.ts']), ['artifacts', 'images'])
  assert.deepEqual(unchanged(['artifacts/go.ts']), ['images'])
  assert.deepEqual(unchanged(['opads']), ['images'])
  assert.deepEqual(unchanged(['tools/bootstrap/package.json']), ['images'])
  assert.deepEqual(unchanged(['images/layer.ts']), ['artifacts'])
})

test('a lock file, and what unpacks packages, is a part of all of them', () => {
  for (const path of ['package-lock.json', 'lab/debian/bookworm.lock', 'world/debian.ts'])
    assert.deepEqual(unchanged([path]), [], path)
})

test('where nobody knows what changed, all of them run', () => assert.deepEqual(unchanged(undefined), []))
