/** The client with a server that answers too much; `client.component.test.ts` uses a real one. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { kube } from './client.ts'

const chunk = Buffer.alloc(64 * 1024, ' ')
let status = 200
let left = Promise.withResolvers<void>()
/** Sends spaces until the client disconnects. */
const server = createServer((_, response) => {
  response.writeHead(status)
  const say = () => {
    while (!response.destroyed && response.write(chunk));
  }
  response.on('drain', say).on('close', () => left.resolve())
  say()
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo
const mostBytes = 2 ** 20
const client = kube({ origin: `http://127.0.0.1:${port}`, ca: '' }, 30_000, mostBytes)
after(async () => {
  await client.close()
  server.close()
})

const path = '/api/v1/pods'
const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'one' } }
const asks: Readonly<Record<string, () => Promise<unknown>>> = {
  [`GET ${path}`]: () => client.get(path),
  'apply /api/v1/namespaces/one': () => client.apply(object, 'test'),
}
for (const [what, ask] of Object.entries(asks))
  test(`an answer without an end is left, by its name: ${what}`, { timeout: 30_000 }, async () => {
    left = Promise.withResolvers()
    await assert.rejects(ask(), { code: 'kube.said-too-much', facts: { what, mostBytes } })
    await left.promise
  })
test('so is a refusal to stream', { timeout: 30_000 }, async () => {
  status = 500
  left = Promise.withResolvers()
  await assert.rejects(
    client.lines(path, () => {}),
    { code: 'kube.said-too-much' },
  )
  await left.promise
})
