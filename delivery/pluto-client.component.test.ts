/** Delivery's calls about its leases, received by a fake Pluto. */
// Shares nothing: a server on a free port.
import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { Secret } from '@opads/kernel/secret'
import { pluto } from './pluto-client.ts'

const heard: { readonly path: string; readonly worker: string }[] = []
let refusal: string | undefined
const answer = async (request: IncomingMessage, response: ServerResponse) => {
  let text = ''
  for await (const chunk of request) text += chunk
  const path = request.url!
  heard.push({ path, worker: JSON.parse(text).worker })
  const run = {
    id: 7,
    application: 'shop',
    tenant: 'ours',
    ref: null,
    commit: null,
    attempts: 1,
    userNamespace: false,
  }
  if (path === '/internal/leases')
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ run }))
  else if (refusal === undefined) response.writeHead(204).end()
  else
    response
      .writeHead(409, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ code: refusal }))
}
const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
await new Promise((resolve) => server.once('listening', resolve))
after(() => server.close())
const { port } = server.address() as AddressInfo
const { lease } = pluto(`http://127.0.0.1:${port}`, new Secret('inner'), 'host')

test('each lease has a name of its own, also of the same run in the same process', async () => {
  const [first, second] = [(await lease())!, (await lease())!]
  const [one, other] = heard.map(({ worker }) => worker)
  assert.notEqual(one, other)
  heard.splice(0)
  for (const held of [first, second]) {
    await held.renew()
    await held.log([])
    await held.finish({})
  }
  assert.deepEqual(
    heard.map(({ worker }) => worker),
    [one, one, one, other, other, other],
  )
})
test('a run that is another’s is told from one that is over', async () => {
  const held = (await lease())!
  for (const code of ['run.lost-lease', 'run.over']) {
    refusal = code
    await assert.rejects(held.renew(), { code })
  }
})
