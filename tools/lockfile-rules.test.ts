import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lockfileFaults } from './lockfile-rules.ts'

const lock = (entry: object) => ({
  packages: { 'node_modules/debug': { version: '4.4.3', integrity: 'sha512-x', ...entry } },
})

test('a plain registry package passes', () => assert.deepEqual(lockfileFaults(lock({})), []))
test('a package without digest is refused', () =>
  assert.deepEqual(lockfileFaults(lock({ integrity: undefined })), ['debug has no integrity']))
test('a git source is refused', () =>
  assert.deepEqual(lockfileFaults(lock({ resolved: 'git+ssh://host/x' })), [
    'debug comes from git+ssh://host/x',
  ]))
test('an install script is refused', () =>
  assert.deepEqual(lockfileFaults(lock({ hasInstallScript: true })), ['debug has an install script']))
test('a stolen version is refused', () =>
  assert.deepEqual(lockfileFaults(lock({ version: '4.4.2' })), ['debug@4.4.2 is a known malicious version']))
