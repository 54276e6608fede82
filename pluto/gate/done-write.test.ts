import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { Reply } from '@opads/serve/route'
import { type DoneWrite, type DoneWrites, onceOf, requestOf } from './done-write.ts'

const cloudKey = randomBytes(32)
const key = { account: 'mine', key: 'one' }
/** Keeps one write. */
function kept(isFree = true) {
  const rows: DoneWrite[] = []
  const writes: DoneWrites<null> = {
    begin: async () => isFree,
    find: async () => rows[0],
    keep: async (_, __, write) => void rows.splice(0, 1, write),
  }
  return { rows, once: (request: string, by = key) => onceOf(writes, by, request, cloudKey) }
}

test('the first answer again, with its headers; a secret in it is not kept in clear', async () => {
  const { rows, once } = kept()
  const first = once('request')
  assert.equal(await first.answeredBefore(null), undefined)
  await first.keep(null, new Reply({ token: 'opads_canary' }, { 'set-cookie': 'a=b' }))
  assert.ok(!JSON.stringify(rows).includes('canary'))
  const again = await first.answeredBefore(null)
  assert.deepEqual(again?.answer, { token: 'opads_canary' })
  assert.deepEqual(again.headers, { 'set-cookie': 'a=b', 'idempotency-replayed': 'true' })
  await assert.rejects(once('request', { ...key, account: 'other' }).answeredBefore(null)) // encrypted for one caller
})
test('nothing as an answer is nothing again', async () => {
  const { once } = kept()
  await once('request').keep(null, undefined)
  assert.equal((await once('request').answeredBefore(null))?.answer, undefined)
})
test('another call, one in progress, and an answer too long to keep are refused', async () => {
  const { rows, once } = kept()
  await once('request').keep(null, { text: 'x'.repeat(65_536) })
  assert.equal(rows[0]?.answer, null)
  await assert.rejects(once('other').answeredBefore(null), { code: 'write.key-reused' })
  await assert.rejects(once('request').answeredBefore(null), { code: 'write.answer-not-kept' })
  await assert.rejects(kept(false).once('request').answeredBefore(null), { code: 'write.key-in-flight' })
})
test('a request is known by route, input and precondition', () => {
  const call = { params: { name: 'shop' }, query: {}, body: { release: 1 }, ifMatch: null }
  const same = requestOf('PUT /a', structuredClone(call), cloudKey)
  assert.equal(requestOf('PUT /a', call, cloudKey), same)
  for (const [route, other, by] of [
    ['PUT /b', call, cloudKey],
    ['PUT /a', { ...call, params: { name: 'blog' } }, cloudKey],
    ['PUT /a', { ...call, body: { release: 2 } }, cloudKey],
    ['PUT /a', { ...call, ifMatch: '"a"' }, cloudKey],
    ['PUT /a', call, randomBytes(32)],
  ] as const)
    assert.notEqual(requestOf(route, other, by), same)
})
