/** Responses of the gateway's nginx, with a table as its controller writes it. */
import assert from 'node:assert/strict'
import { createHash, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import { request } from 'node:https'
import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { connect as connectTls } from 'node:tls'
import { deadPeer, type Pod, pod, type RealNginx, realNginx } from './test/real-nginx.ts'

let nginx: RealNginx
let web: Pod
let api: Pod
const firstBytes = Promise.withResolvers<void>()
before(async () => {
  nginx = await realNginx()
  await nginx.start()
  api = await pod((call, answer) => answer.end(`api ${call.url}`))
  web = await pod((call, answer) => {
    if (call.url !== '/upload') return void answer.end(JSON.stringify(call.headers))
    const hash = createHash('sha256')
    call.on('data', (chunk: Buffer) => hash.update(chunk))
    call.once('data', () => firstBytes.resolve())
    call.on('end', () => answer.end(hash.digest('hex')))
  })
  web.server.on('upgrade', (call, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
    socket.on('data', (chunk: Buffer) => socket.write(`${call.headers.upgrade} ${String(chunk)}`))
    socket.on('end', () => socket.end())
  })
  const route = (path: string, peers: readonly string[], exact = false) => ({ path, exact, peers })
  await put({
    'web.cloud.test': [route('/api/exact', [], true), route('/api', [api.peer]), route('/', [web.peer])],
    'own.cloud.test': [route('/', [web.peer])],
    'shut.cloud.test': [{ ...route('/internal', []), closed: true }, route('/', [api.peer])],
    'limp.cloud.test': [route('/', [await deadPeer(), web.peer])],
    'dead.cloud.test': [route('/', [await deadPeer()])],
    'part.cloud.test': [route('/only', [web.peer])],
    '*.sub.cloud.test': [route('/', [api.peer])],
  })
})
after(async () => {
  await nginx.remove()
  await Promise.all([web.close(), api.close()])
})

const put = (hosts: object, certificates: object = { 'own.cloud.test': nginx.own }) =>
  nginx.table.put(JSON.stringify({ hosts, certificates }))

const wayTo = (host: string) => ({
  host: '127.0.0.1',
  port: nginx.port,
  servername: host,
  ca: nginx.ca,
  checkServerIdentity: () => undefined,
  agent: false as const,
  headers: { host },
})

async function ask(host: string, path = '/', headers: OutgoingHttpHeaders = {}) {
  const call = request({ ...wayTo(host), path, headers: { host, ...headers } }).end()
  const [answer] = (await once(call, 'response')) as [IncomingMessage]
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) }
}

test('an exact path comes before a prefix, a longer prefix before a shorter one', async () => {
  assert.equal((await ask('web.cloud.test', '/api/exact')).status, 503)
  assert.equal((await ask('web.cloud.test', '/api/exact/more')).body, 'api /api/exact/more')
  assert.equal((await ask('web.cloud.test', '/api')).body, 'api /api')
  assert.equal((await ask('web.cloud.test', '/api/v1?x=1')).body, 'api /api/v1?x=1')
})
test('a prefix ends between path elements', async () => {
  assert.match((await ask('web.cloud.test', '/apix')).body, /"host":"web.cloud.test"/)
})
test('a name with a star answers for one part more, not for two', async () => {
  assert.equal((await ask('a.sub.cloud.test')).body, 'api /')
  assert.equal((await ask('a.b.sub.cloud.test')).status, 404)
})
test('who is not known and what is not ready is said in a sentence', async () => {
  const unknown = await ask('nobody.cloud.test')
  assert.equal(unknown.status, 404)
  assert.equal(unknown.body, 'No application answers at nobody.cloud.test. List them: opads app list\n')
  assert.equal((await ask('part.cloud.test', '/else')).status, 404)
  const waiting = await ask('web.cloud.test', '/api/exact')
  assert.equal(waiting.body, 'No pod of web.cloud.test is ready. Look why: opads status\n')
  assert.equal(waiting.headers['retry-after'], '2')
})
test('an endpoint that refuses connections is passed over', async () => {
  for (let turn = 0; turn < 20; turn += 1) assert.equal((await ask('limp.cloud.test')).status, 200)
  assert.equal((await ask('dead.cloud.test')).status, 502)
})
test('a closed path is not passed on, however it is written', async () => {
  const written = [
    '/internal',
    '/internal/',
    '/internal/leases?x=1',
    '//internal/leases',
    '/./internal/leases',
  ]
  const hidden = [
    '/x/../internal/leases',
    '/%69nternal/leases',
    '/internal%2fleases',
    '/x/%2e%2e/internal/leases',
  ]
  for (const path of [...written, ...hidden]) {
    const { status, body } = await ask('shut.cloud.test', path)
    assert.deepEqual([status, body], [404, 'Nothing answers at this path of shut.cloud.test.\n'], path)
  }
  for (const path of ['/', '/internals', '/x/internal'])
    assert.equal((await ask('shut.cloud.test', path)).body, `api ${path}`)
})
test('what a pod learns about its caller comes from us', async () => {
  const headers = {
    'x-forwarded-for': '6.6.6.6',
    'x-forwarded-proto': 'http',
    'x-forwarded-host': 'evil.test',
    'x-forwarded-port': '1',
    'x-real-ip': '6.6.6.6',
    forwarded: 'for=6.6.6.6',
  }
  const seen = JSON.parse((await ask('web.cloud.test', '/', headers)).body) as Record<string, string>
  const received = Object.entries(seen).filter(([name]) => /forwarded|real-ip/.test(name))
  assert.deepEqual(Object.fromEntries(received), {
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': 'web.cloud.test',
    'x-forwarded-proto': 'https',
    'x-real-ip': '127.0.0.1',
  })
})
test('a large upload streams: its beginning is at the pod before its end is sent', {
  timeout: 60_000,
}, async () => {
  const half = Buffer.alloc(16 * 2 ** 20, 'opads')
  const call = request({ ...wayTo('web.cloud.test'), path: '/upload', method: 'POST' })
  call.write(half)
  await firstBytes.promise
  call.end(half)
  const [answer] = (await once(call, 'response')) as [IncomingMessage]
  assert.equal(await text(answer), createHash('sha256').update(half).update(half).digest('hex'))
})
test('a WebSocket is upgraded and speaks both ways', async () => {
  const headers = { connection: 'Upgrade', upgrade: 'websocket', host: 'web.cloud.test' }
  const call = request({ ...wayTo('web.cloud.test'), headers }).end()
  const [, socket] = (await once(call, 'upgrade')) as [unknown, Socket]
  socket.write('hello')
  const [said] = (await once(socket, 'data')) as [Buffer]
  assert.equal(String(said), 'websocket hello')
  socket.destroy()
})
test('HTTP/2 is for those who want it', async () => {
  const session = connectHttp2(`https://web.cloud.test:${nginx.port}`, {
    ca: nginx.ca,
    lookup: (_, options, done) =>
      options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4),
  })
  const stream = session.request({ ':path': '/api/two' })
  assert.equal(await text(stream), 'api /api/two')
  session.close()
})
test('a host with a certificate of its own shows it, all others and none at all that of the cloud', async () => {
  const shown = async (servername: string | undefined) => {
    const { servername: _, ...way } = wayTo('')
    const socket = connectTls({ ...way, ...(servername && { servername }) })
    await once(socket, 'secureConnect')
    const { subjectAltName } = new X509Certificate(socket.getPeerCertificate().raw)
    socket.destroy()
    return subjectAltName
  }
  assert.equal(await shown('own.cloud.test'), 'DNS:own.cloud.test')
  assert.equal(await shown('web.cloud.test'), 'DNS:*.cloud.test')
  assert.equal(await shown(undefined), 'DNS:*.cloud.test')
})
