/** Delivery's calls about its leases, received by a fake Pluto. */
// Shares nothing: a server on a free port.
import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { Secret } from '@opads/kernel/secret'
import { pluto } from './pluto-client.ts'

type Heard = Readonly<Record<'path' | 'worker' | 'bearer', string>> & { readonly client: unknown }
const heard: Heard[] = []
/** Secrets that this Pluto knows. */
let known = ['own', 'earlier']
let refusal: string | undefined
const answer = async (request: IncomingMessage, response: ServerResponse) => {
  let text = ''
  for await (const chunk of request) text += chunk
  const path = request.url!
  const bearer = request.headers.authorization!.replace('Bearer ', '')
  heard.push({ path, worker: JSON.parse(text).worker, bearer, client: request.headers['opads-client'] })
  if (path === '/internal/pushes') return // never
  if (!known.includes(bearer)) return refuse(response, 404, 'route.unknown')
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
  else refuse(response, 409, refusal)
}
const refuse = (response: ServerResponse, status: number, code: string) =>
  void response
    .writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ status, code }))
const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
await new Promise((resolve) => server.once('listening', resolve))
after(() => server.close())
const { port } = server.address() as AddressInfo
const { lease, authenticate } = pluto(
  `http://127.0.0.1:${port}`,
  [new Secret('own'), new Secret('earlier')],
  'host',
)

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
test('an older Pluto, which knows the shared secret only, is called with that', async () => {
  refusal = undefined
  known = ['earlier']
  heard.splice(0)
  await (await lease())!.renew()
  assert.deepEqual(
    heard.map(({ path, bearer }) => [path, bearer]),
    ['/internal/leases', '/internal/runs/7/log'].flatMap((path) => [[path, 'own'], [path, 'earlier']]),
  ) // biome-ignore format: one list
  known = ['own', 'earlier']
})
test('a git client is signed in from its own address; only a refused person is one', async () => {
  heard.splice(0)
  refusal = 'account.wrong-password'
  assert.equal(await authenticate('mine', 'wrong', '198.18.0.9'), undefined)
  assert.equal(heard[0]?.client, '198.18.0.9')
  refusal = 'service.denied'
  await assert.rejects(authenticate('mine', 'right', '198.18.0.9'), { name: 'Refused' })
  known = []
  await assert.rejects(authenticate('mine', 'right', '198.18.0.9'), { name: 'Refused' })
})
test('a push that Pluto does not answer is given up: its person waits for the end of it', async () => {
  const { push } = pluto(`http://127.0.0.1:${port}`, [new Secret('own')], 'host', 1)
  const told = { repository: 'ours/shop', commit: 'c0ffee', count: 0, title: 'One', by: 'mine' }
  await assert.rejects(push(told, '198.18.0.9'), { name: 'TimeoutError' })
})
