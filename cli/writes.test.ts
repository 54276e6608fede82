import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '@opads/kernel/problem'
import { type ProblemAnswer, Refused } from '@opads/serve/client'
import { patiently } from './patiently.ts'
import { type AnyApi, type WriteMode, writing } from './writes.ts'

const refused = (status: number, code: string) =>
  new Refused({ status, code, title: code } as unknown as ProblemAnswer)
const lost = new Problem('cloud.unreachable', { server: 'https://cloud.test', reason: 'socket hang up' })
const never = new AbortController().signal

/** A cloud that knows `features` and fails the first writes; the keys that came with all of them. */
function cloud(
  features: readonly string[] | Error,
  failures: readonly Error[] = [],
  writes: WriteMode = 'once',
  outage: readonly Error[] = [],
) {
  const keys: (string | undefined)[] = []
  const queries: unknown[] = []
  const left = [...failures]
  const awayFor = [...outage]
  let asked = 0
  const send: AnyApi = async (route, { headers, query } = {}) => {
    if (route === 'GET /api/v1/features') {
      asked += 1
      const away = awayFor.shift()
      if (away) throw away
      if (features instanceof Error) throw features
      return { items: features }
    }
    if (route.startsWith('GET ')) return 'read'
    keys.push(headers?.['idempotency-key'])
    queries.push(query)
    const failure = left.shift()
    if (failure) throw failure
    return 'done'
  }
  let waits = 0
  const pause = async () => {
    waits += 1
  }
  const again = (ask: () => Promise<unknown>) => patiently(ask, () => {}, never, pause)
  const api = writing(send, writes, { server: 'https://cloud.test', again })
  return { api, keys, queries, asked: () => asked, waits: () => waits }
}
const write = 'POST /api/v1/tokens'

test('a write without an answer is sent again with its key, until it has one', async () => {
  const failures = [lost, refused(503, 'server.unreachable'), refused(409, 'write.key-in-flight')]
  const { api, keys, waits } = cloud(['idempotency-key'], failures)
  assert.equal(await api(write), 'done')
  assert.equal(waits(), 3)
  assert.equal(keys.length, 4)
  assert.match(keys[0]!, /^[\x21-\x7e]{16,200}$/)
  assert.equal(new Set(keys).size, 1)
})
test('each write has a key of its own, and what the cloud knows is asked once', async () => {
  const { api, keys, asked } = cloud(['idempotency-key'])
  await api(write)
  await api('DELETE /api/v1/sessions')
  assert.equal(new Set(keys).size, 2)
  assert.equal(asked(), 1)
})
test('a refusal is final', async () => {
  const { api, keys } = cloud(['idempotency-key'], [refused(409, 'application.exists')])
  await assert.rejects(api(write), { message: 'application.exists' })
  assert.equal(keys.length, 1)
})
test('a cloud that keeps no keys gets a write once, without one', async () => {
  for (const unknown of [[], refused(404, 'route.unknown'), refused(403, 'login.must-change')]) {
    const { api, keys } = cloud(unknown, [lost])
    await assert.rejects(api(write), lost)
    assert.deepEqual(keys, [undefined])
  }
})
test('nothing is written while it is not known what the cloud keeps', async () => {
  const failure = refused(500, 'server.failed')
  const { api, keys } = cloud(failure)
  await assert.rejects(api(write), failure)
  assert.deepEqual(keys, [])
})
test('an outage right before the first write is waited for', async () => {
  const { api, keys, waits } = cloud(['idempotency-key'], [], 'once', [lost, lost])
  assert.equal(await api(write), 'done')
  assert.deepEqual([waits(), keys.length], [2, 1])
})
test('a read asks for nothing else', async () => {
  const { api, asked } = cloud([])
  assert.equal(await api('GET /api/v1/me'), 'read')
  assert.equal(asked(), 0)
})
test('a dry run is sent as one, without a key; a cloud that would do it gets nothing', async () => {
  const { api, keys, queries } = cloud(['dry-run', 'idempotency-key'], [], 'tried')
  assert.equal(await api(write, { query: { limit: 1 } }), 'done')
  assert.deepEqual([keys, queries], [[undefined], [{ limit: 1, dryRun: true }]])
  for (const unknown of [[], ['idempotency-key'], refused(404, 'route.unknown')]) {
    const earlier = cloud(unknown, [], 'tried')
    await assert.rejects(earlier.api(write), { code: 'cloud.no-dry-run' })
    assert.deepEqual(earlier.keys, [])
    assert.equal(await earlier.api('GET /api/v1/me'), 'read')
  }
})
test('a verb that says nothing of writes sends none', async () => {
  const { api, keys } = cloud(['dry-run', 'idempotency-key'], [], 'none')
  await assert.rejects(api(write), /does not say that it writes/)
  assert.equal(await api('GET /api/v1/me'), 'read')
  assert.deepEqual(keys, [])
})
