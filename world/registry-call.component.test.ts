/** A registry with a token server, over real TLS: the client is sent to it, and repeats the call with the token. */
// Shares nothing: a temporary folder, a server on a free port.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Secret } from '@opads/kernel/secret'
import { certificates } from './certificates.ts'
import { exec } from './exec.ts'
import { registryCall } from './registry-call.ts'

const folder = await mkdtemp(join(tmpdir(), 'opads-token-'))
const authority = { folder, title: 'token test' }
await certificates(exec).authority(authority)
await certificates(exec).certificate(folder, authority, { name: 'server', names: ['DNS:localhost'] })
const read = (name: string) => readFile(join(folder, name), 'utf8')

let troubles = 0
const server = createServer(
  { key: await read('server.key'), cert: await read('server.crt') },
  (call, answer) => {
    const { authorization = '' } = call.headers
    const url = new URL(call.url ?? '', `https://${name}`)
    if (url.pathname === '/token') {
      const isKnown = authorization === `Basic ${Buffer.from('me:secret').toString('base64')}`
      const token = url.searchParams.get('scope')
      answer.writeHead(isKnown ? 200 : 401).end(isKnown ? JSON.stringify({ token }) : '')
    } else if (troubles > 0) {
      troubles -= 1
      answer.writeHead(503).end('busy')
    } else if (authorization === 'Bearer repository:a/b:pull') answer.writeHead(200).end('content')
    else {
      const challenge = `Bearer realm="https://${name}/token",service="s",scope="repository:a/b:pull"`
      answer.writeHead(401, { 'www-authenticate': challenge }).end()
    }
  },
)
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const name = `localhost:${(server.address() as { port: number }).port}`
const ca = await read('ca.crt')
const calls = (password: string) =>
  registryCall({
    name,
    connectTo: `127.0.0.1:${name.split(':')[1]}`,
    ca,
    account: 'me',
    password: new Secret(password),
  })
after(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})

test('a token is asked for with the account and then shown', async () => {
  const { call, close } = calls('secret')
  const { text } = await call('GET', '/v2/a/b/manifests/1', { codes: [200] })
  close()
  assert.equal(text, 'content')
})
test('who is not known is told so', async () => {
  const { call, close } = calls('wrong')
  await assert.rejects(
    call('GET', '/v2/a/b/manifests/1', { codes: [200] }),
    (failure: { code: string; facts: { status: number } }) => {
      assert.deepEqual([failure.code, failure.facts.status], ['registry.failed', 401])
      return true
    },
  )
  close()
})
test('a registry in trouble is asked again', async () => {
  const { call, close } = calls('secret')
  troubles = 2
  const { text } = await call('GET', '/v2/a/b/manifests/1', { codes: [200] })
  close()
  assert.deepEqual([text, troubles], ['content', 0])
})
