/** Password attempts over sockets: a caller blocks only its own address, and cannot claim another's. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { after, test } from 'node:test'
import { serve } from '@hono/node-server'
import { cloud, internal, operator } from '../test-cloud/cloud.ts'

const { app, done, refused, person, stop } = await cloud()
const http = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
await once(http, 'listening')
after(async () => {
  http.close()
  await stop()
})
const { port } = http.address() as { port: number }
await done('POST /api/v1/tenants', { as: operator, body: { name: 'ours' } })
await person('mine', ['ours'])
const right = 'new password of mine'
const [gateway, pod] = ['127.0.0.1', '127.0.0.2']

/** @param from the peer's address @param client what the peer names as its client. Returns the status */
async function signIn(password: string, from: string, client: string): Promise<number> {
  const headers = { 'x-real-ip': client, 'content-type': 'application/json' }
  const asked = request({
    host: '127.0.0.1',
    port,
    localAddress: from,
    path: '/api/v1/sessions',
    method: 'POST',
    headers,
  })
  asked.end(JSON.stringify({ account: 'mine', password }))
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.resume()
  return answer.statusCode!
}
const tries = async (count: number, from: string, client: string) =>
  (await Promise.all(Array.from({ length: count }, () => signIn('wrong', from, client)))).sort()

test('tries at once are counted before they are looked at', async () => {
  const answers = await tries(15, gateway, '198.18.0.8')
  assert.deepEqual(answers, [...Array(10).fill(401), ...Array(5).fill(429)])
  assert.equal(await signIn(right, gateway, '198.18.0.8'), 429)
})
test('another address is not barred, whoever says to be it', async () => {
  const answers = await tries(11, pod, '198.18.0.9')
  assert.deepEqual([answers[9], answers[10]], [401, 429])
  assert.equal(await signIn(right, gateway, '198.18.0.9'), 201)
})
test('a client of git is counted by its own address, not by that of the code server', async () => {
  const ask = (password: string, address: string) =>
    refused('POST /internal/authenticate', { as: internal, body: { account: 'mine', password, address } })
  for (let count = 0; count < 10; count += 1)
    assert.deepEqual(await ask('wrong', 'a'), [401, 'account.wrong-password'])
  assert.deepEqual(await ask('wrong', 'a'), [429, 'account.too-many-attempts'])
  assert.deepEqual(await ask(right, 'b'), [200, ''])
})
