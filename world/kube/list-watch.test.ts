/** The list-watch over real HTTP, with an API server whose answers the test gives call by call. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, afterEach, before, test as nodeTest } from 'node:test'
import type { KubeObject } from '@opads/kernel/kube'
import { type Kube, kube } from './client.ts'
import { type ListWatch, listWatch } from './list-watch.ts'

/** A queue: values wait until they are taken. */
function queue<T>() {
  const there: T[] = []
  const wanted: ((one: T) => void)[] = []
  return {
    put: (one: T) => {
      const first = wanted.shift()
      if (first) first(one)
      else there.push(one)
    },
    take: () =>
      there.length > 0 ? Promise.resolve(there.shift()!) : new Promise<T>((resolve) => wanted.push(resolve)),
  }
}
type Call = { readonly query: URLSearchParams; readonly answer: ServerResponse }

const calls = queue<Call>()
const server = createServer((call, answer) =>
  calls.put({ query: new URL(call.url ?? '', 'http://api').searchParams, answer }),
)
let client: Kube
let end: AbortController
before(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  client = kube({ origin: `http://127.0.0.1:${port}`, ca: '' }, 200)
})
afterEach(() => end.abort())
after(async () => {
  server.closeAllConnections()
  server.close()
  await client.close()
})
const test = (name: string, run: () => Promise<void>) => void nodeTest(name, { timeout: 20_000 }, run)

const object = (name: string, version: string) => ({
  metadata: { namespace: 'a', name, resourceVersion: version },
})
const list = (version: string, names: readonly string[], next = '') =>
  JSON.stringify({
    metadata: { resourceVersion: version, continue: next },
    items: names.map((name) => object(name, '1')),
  })
const line = (type: string, name: string, version: string) =>
  `${JSON.stringify({ type, object: object(name, version) })}\n`

function start(quietMs = 60_000) {
  const changes = queue<string>()
  const rests: number[] = []
  end = new AbortController()
  const watched = listWatch(client, {
    path: '/api/v1/things',
    selector: 'app=x',
    project: ({ metadata }: KubeObject) => `${metadata.name} ${metadata.resourceVersion}`,
    onChange: (row) => changes.put(row ?? 'listed'),
    signal: end.signal,
    quietMs,
    rest: async (ms) => rests.push(ms),
  })
  return { watched, changes, rests }
}
const rowsOf = (watched: ListWatch<string>) => [...watched.rows.values()].sort()

/** Answers a list with these names, and returns the open watch that follows it. */
async function listed(names: readonly string[], version = '10'): Promise<Call> {
  const first = await calls.take()
  assert.equal(first.query.get('watch'), null)
  first.answer.end(list(version, names))
  const next = await calls.take()
  assert.equal(next.query.get('watch'), '1')
  assert.equal(next.query.get('resourceVersion'), version)
  return next
}

test('pages are asked for one after the other, and all is told once', async () => {
  const { watched, changes } = start()
  const first = await calls.take()
  assert.equal(first.query.get('limit'), '500')
  assert.equal(first.query.get('labelSelector'), 'app=x')
  first.answer.end(list('10', ['one'], 'more/2'))
  const second = await calls.take()
  assert.equal(second.query.get('continue'), 'more/2')
  assert.equal(watched.isReady(), false)
  second.answer.end(list('10', ['two']))
  assert.equal(await changes.take(), 'listed')
  assert.deepEqual(rowsOf(watched), ['one 1', 'two 1'])
  const { answer } = await calls.take()
  answer.write(line('ADDED', 'three', '11'))
  assert.equal(await changes.take(), 'three 11')
})
test('every change brings its row, the one that went too', async () => {
  const { watched, changes } = start()
  const { answer } = await listed(['one', 'two'])
  await changes.take()
  answer.write(line('MODIFIED', 'one', '11') + line('DELETED', 'two', '12'))
  assert.deepEqual([await changes.take(), await changes.take()], ['one 11', 'two 12'])
  assert.deepEqual(rowsOf(watched), ['one 11'])
})
test('a bookmark moves the place from which a new watch starts, and changes no row', async () => {
  const { watched, rests } = start()
  const { answer } = await listed(['one'])
  answer.end(line('BOOKMARK', '', '99'))
  const again = await calls.take()
  assert.equal(again.query.get('resourceVersion'), '99')
  assert.deepEqual(rowsOf(watched), ['one 1'])
  assert.deepEqual(rests, [])
})
test('a version that the server no longer has: all is listed anew, and what went meanwhile goes', async () => {
  const { watched, changes } = start()
  const { answer } = await listed(['one', 'two'])
  await changes.take()
  const gone = { kind: 'Status', code: 410 }
  answer.end(`${JSON.stringify({ type: 'ERROR', object: gone })}\n`)
  const second = await listed(['two', 'three'], '20')
  assert.equal(await changes.take(), 'listed')
  assert.deepEqual(rowsOf(watched), ['three 1', 'two 1'])
  second.answer.writeHead(410).end('{}')
  await listed([], '30')
  assert.deepEqual(rowsOf(watched), [])
})
test('a connection that breaks inside a line: the watch goes on after the last whole one', async () => {
  const { watched, changes } = start()
  const { answer } = await listed(['one'])
  await changes.take()
  const broken = line('MODIFIED', 'one', '12')
  answer.write(line('MODIFIED', 'one', '11') + broken.slice(0, 30))
  assert.equal(await changes.take(), 'one 11')
  answer.socket?.resetAndDestroy()
  const again = await calls.take()
  assert.equal(again.query.get('resourceVersion'), '11')
  again.answer.write(broken)
  assert.equal(await changes.take(), 'one 12')
  assert.deepEqual(rowsOf(watched), ['one 12'])
})
test('a watch that says nothing any more is left for a new one', async () => {
  const { changes } = start(100)
  const { answer } = await listed(['one'])
  answer.write(line('MODIFIED', 'one', '11'))
  await changes.take()
  await changes.take()
  const again = await calls.take()
  assert.equal(again.query.get('resourceVersion'), '11')
})
test('a list that stops in the middle is left for a new one', async () => {
  const { watched, changes } = start()
  const { answer } = await calls.take()
  answer.write(list('10', ['one']).slice(0, 20))
  await listed(['two'])
  assert.equal(await changes.take(), 'listed')
  assert.deepEqual(rowsOf(watched), ['two 1'])
})
test('a server that refuses lists and ends watches at once is asked again after a rest, a longer one each time', async () => {
  const { rests } = start()
  for (const status of [500, 503]) (await calls.take()).answer.writeHead(status).end('{}')
  const { answer } = await listed(['one'])
  assert.deepEqual(rests, [400, 800])
  answer.end()
  const again = await calls.take()
  assert.equal(again.query.get('resourceVersion'), '10')
  assert.equal(rests.length, 3)
  assert.ok(rests[2]! >= 200)
})
/** Waits for a condition over the next turns of the event loop. */
const until = async (is: () => boolean) => {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 5))
}
const refusal = JSON.stringify({ message: 'nodes is forbidden' })

test('a list that is refused is told with its problem and since when, until one goes through', async () => {
  const { watched } = start()
  assert.equal(watched.state().kind, 'starting')
  ;(await calls.take()).answer.writeHead(403).end(refusal)
  await until(() => watched.state().kind === 'failing')
  const first = watched.state()
  assert.ok(first.kind === 'failing')
  assert.equal(first.problem.code, 'kube.refused')
  assert.match(first.problem.message, /403 .*nodes is forbidden/)
  ;(await calls.take()).answer.socket?.resetAndDestroy()
  await until(() => watched.state() !== first)
  const second = watched.state()
  assert.ok(second.kind === 'failing')
  assert.deepEqual([second.problem.code, second.since], ['kube.away', first.since])
  await listed(['one'])
  await until(() => watched.state().kind === 'ready')
})
test('a watch that is refused is told too, and asked again from the same version with longer rests', async () => {
  const { watched, rests } = start()
  const { answer } = await listed(['one'])
  answer.writeHead(403).end(refusal)
  const again = await calls.take()
  assert.equal(again.query.get('resourceVersion'), '10')
  assert.equal(watched.state().kind, 'failing')
  again.answer.writeHead(403).end(refusal)
  const third = await calls.take()
  assert.deepEqual(rests, [400, 800])
  assert.deepEqual(rowsOf(watched), ['one 1'])
  third.answer.flushHeaders()
  await until(() => watched.state().kind === 'ready')
})
