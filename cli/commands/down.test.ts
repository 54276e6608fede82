import assert from 'node:assert/strict'
import { test } from 'node:test'
import { purgedBy } from './down.ts'

test('only a purge takes the keys away, and of the cloud that is named', () => {
  assert.deepEqual(
    [
      purgedBy(['--yes', '--purge']),
      purgedBy(['--purge', '--cloud', 'dev']),
      purgedBy(['--name=dev', '--purge', '--yes']),
      purgedBy(['--yes']),
      purgedBy(['--purge', '--dry-run']),
      purgedBy(['--purge', '--help']),
    ],
    ['main', 'dev', 'dev', undefined, undefined, undefined],
  )
})
