/** The gateway's nginx while its table changes, is invalid, or is lost. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { waitFor } from '@opads/world/wait'
import { Agent, Pool } from 'undici'
import { tableReconciler } from './reconcile.ts'
import { type Pod, pod, type RealNginx, realNginx } from './test/real-nginx.ts'

let nginx: RealNginx
let pods: readonly [Pod, Pod, Pod]
let single: Agent
before(async () => {
  nginx = await realNginx()
  await nginx.start()
  const numbered = (number: number) => pod((_, answer) => answer.end(`pod ${number}`))
  pods = await Promise.all([numbered(0), numbered(1), numbered(2)])
  single = new Agent({ pipelining: 0, connect: tls() })
})
after(async () => {
  await single.close()
  await nginx.remove()
  await Promise.all(pods.map((one) => one.close()))
})

const tls = () => ({ ca: nginx.ca, servername: 'web.cloud.test', checkServerIdentity: () => undefined })
const tableOf = (...peers: readonly Pod[]) =>
  JSON.stringify({
    hosts: { 'web.cloud.test': [{ path: '/', exact: false, peers: peers.map((one) => one.peer) }] },
    certificates: {},
  })
const get = { path: '/', method: 'GET', headers: { host: 'web.cloud.test' } } as const

async function ask(by: Pool | Agent = single): Promise<string> {
  const origin = `https://127.0.0.1:${nginx.port}`
  const { statusCode, body } = await by.request({ ...get, origin })
  return `${statusCode} ${(await body.text()).trim()}`
}

test('no request fails while pods come and go, on new connections and on kept ones', {
  timeout: 60_000,
}, async () => {
  const [a, b, c] = pods
  await nginx.table.put(tableOf(a, b))
  const kept = new Pool(`https://127.0.0.1:${nginx.port}`, { connections: 4, connect: tls() })
  const answers = new Map<string, number>()
  let isOver = false
  const callers = [kept, kept, kept, kept, single, single].map(async (by) => {
    while (!isOver) {
      const answer = await ask(by)
      answers.set(answer, (answers.get(answer) ?? 0) + 1)
    }
  })
  const more = async () => {
    const before = [...answers.values()].reduce((sum, one) => sum + one, 0)
    await waitFor(
      '30 more answers',
      async () => [...answers.values()].reduce((sum, one) => sum + one, 0) > before + 30,
      {
        everyMs: 5,
      },
    )
  }
  try {
    for (const round of [[b], [a, b, c], [c], [a], [a, b]]) {
      await nginx.table.put(tableOf(...round))
      await more()
    }
    // A removed pod is stopped: no request may reach it any more.
    await nginx.table.put(tableOf(b, c))
    await more()
    await a.close()
    await more()
  } finally {
    isOver = true
    await Promise.all(callers)
    await kept.close()
  }
  assert.deepEqual([...answers.keys()].sort(), ['200 pod 0', '200 pod 1', '200 pod 2'])
})
test('a table that is none is refused, and the old one stays', async () => {
  await nginx.table.put(tableOf(pods[1]))
  for (const wrong of ['', 'no JSON', '3', '[]', '{"hosts":{}}', `${tableOf(pods[2])}}`])
    await assert.rejects(nginx.table.put(wrong), /status 400: This is no table/, wrong)
  assert.equal(await ask(), '200 pod 1')
})
test('nginx that was killed has no table, says so, and gets it again from the controller', {
  timeout: 60_000,
}, async () => {
  const said: string[] = []
  const reconciler = tableReconciler({
    wanted: () => tableOf(pods[2]),
    nginx: nginx.table,
    say: (line) => said.push(line),
  })
  await reconciler.turn()
  assert.equal(await ask(), '200 pod 2')
  await nginx.kill()
  await waitFor('the controller to notice', () => reconciler.turn().then(() => !reconciler.isCurrent()), {
    everyMs: 1,
  })
  await nginx.start()
  const early = ask() // nginx has no table yet; the request waits for it
  await waitFor('the controller to restore it', () => reconciler.turn().then(() => reconciler.isCurrent()), {
    everyMs: 1,
  })
  assert.deepEqual([await early, await ask()], ['200 pod 2', '200 pod 2'])
})
test('nginx that is replaced ends what is open: a slow download comes whole', {
  timeout: 60_000,
}, async () => {
  const rest = Promise.withResolvers<void>()
  const download = new Agent({ pipelining: 0, connect: tls() }) // no request waits behind the download
  const slow = await pod((call, answer) => {
    if (call.url !== '/slow') return void answer.end('quick')
    answer.write('the first half')
    void rest.promise.then(() => answer.end(', and the second'))
  })
  try {
    await nginx.table.put(tableOf(slow))
    const origin = `https://127.0.0.1:${nginx.port}`
    const { body } = await download.request({ ...get, path: '/slow', origin })
    const whole = body.text()
    const stopped = nginx.stop()
    await waitFor('nginx to take nothing new', () => ask().then(() => false, isRefused), { everyMs: 5 })
    rest.resolve()
    assert.equal(await whole, 'the first half, and the second')
    await stopped
  } finally {
    rest.resolve()
    await download.close()
    await slow.close()
  }
})
const isRefused = (failure: { code?: string }) => failure.code === 'ECONNREFUSED'
