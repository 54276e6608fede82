import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '@opads/kernel/problem'
import { limitsIn, roomFor } from './limits.ts'

const mib = 2 ** 20
const limits = limitsIn({})
const plenty = 100_000 * mib
const codeOf = (ask: () => unknown) => {
  try {
    ask()
    return undefined
  } catch (failure) {
    return failure instanceof Problem ? failure.code : String(failure)
  }
}

test('operators set the limits, in MiB; what is no number is refused', () => {
  assert.deepEqual(limits, { pushBytes: 512 * mib, repositoryBytes: 4096 * mib })
  assert.equal(limitsIn({ PUSH_MIB: '8' }).pushBytes, 8 * mib)
  for (const PUSH_MIB of ['', '0', '-1', '8m', '1.5'])
    assert.throws(() => limitsIn({ PUSH_MIB }), /PUSH_MIB/, PUSH_MIB)
})
test('a push has the room of a push, or what the repository has left', () => {
  const most = roomFor(limits, { usedBytes: 0, freeBytes: plenty })
  assert.deepEqual([most.bytes, most.problem.code], [512 * mib, 'source.push-too-large'])
  assert.match(most.problem.message, /512 MiB/)
  const last = roomFor(limits, { usedBytes: 4000 * mib, freeBytes: plenty })
  assert.deepEqual([last.bytes, last.problem.code], [96 * mib, 'source.repository-full'])
})
test('a full repository and a full disk take nothing', () => {
  assert.equal(
    codeOf(() => roomFor(limits, { usedBytes: 4096 * mib, freeBytes: plenty })),
    'source.repository-full',
  )
  assert.equal(
    codeOf(() => roomFor(limits, { usedBytes: 0, freeBytes: 2047 * mib })),
    'source.disk-full',
  )
  assert.equal(
    codeOf(() => roomFor(limits, { usedBytes: 0, freeBytes: 2048 * mib })),
    undefined,
  )
})
