/** Readers see every committed change exactly once: notifications, the stream, followed logs, pages. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { after, test } from 'node:test'
import { serve } from '@hono/node-server'
import { waitFor } from '@opads/world/wait'
import { sql } from 'kysely'
import { addEvent } from '../event/rows.ts'
import { cancelRun, finishRun } from '../run/finish.ts'
import { takeLease } from '../run/lease.ts'
import { addLog } from '../run/log.ts'
import { enqueue } from '../run/rows.ts'
import { migrate } from '../store/database.ts'
import { openDatabase } from '../store/pool.ts'
import { changes as schema } from '../store/schema.ts'
import { cloud, operator } from '../test-cloud/cloud.ts'
import type { Change } from './shapes.ts'

const { app, call, done, person, database, server, changes, stop } = await cloud()
after(stop)
for (const name of ['ours', 'theirs']) await done('POST /api/v1/tenants', { as: operator, body: { name } })
const [mine, foreign] = [await person('mine', ['ours']), await person('foreign', ['theirs'])]
await done('POST /api/v1/applications', { as: mine, body: { name: 'shop', tenant: 'ours' } })
const build = (cause: string) => ({ kind: 'build', application: 'shop', cause, by: 'mine' }) as const
const listens = `select pid from pg_stat_activity where query = 'listen opads'`
await waitFor('Pluto to listen', async () => (await server.ask(listens)).length === 1, { everyMs: 20 })

function heard() {
  const all: (Change | 'all')[] = []
  const end = changes.listen((change) => all.push(change))
  return { all, end }
}
/** Text of a stream as it comes; `until` waits for a piece of it. */
async function stream(route: string, as: string) {
  const away = new AbortController()
  const answer = await call(route, { as, signal: away.signal })
  let text = ''
  const read = (async () => {
    for await (const bytes of answer.body as AsyncIterable<Uint8Array>) text += Buffer.from(bytes).toString()
  })()
  return {
    until: (piece: string) =>
      waitFor(piece, async () => text.includes(piece), { boundMs: 20_000, everyMs: 20 }),
    text: () => text,
    ended: read,
    leave: async () => {
      away.abort()
      await read.catch(() => {})
    },
  }
}

test('two processes that make the schema at once make it once', async () => {
  await server.ask('create database twice')
  const both = [1, 2].map(() => openDatabase({ ...server.config, database: 'twice' }, 0))
  await Promise.all(both.map(migrate))
  const { rows } = await sql<{ number: number }>`select number from schema_change order by number`.execute(
    both[0]!,
  )
  assert.deepEqual(
    rows.map(({ number }) => number),
    schema.map((_, index) => index),
  )
  await Promise.all(both.map((one) => one.destroy()))
})
test('a change is heard when it is committed, never before, never when it is taken back', async () => {
  const { all, end } = heard()
  const runs = () => all.filter((change) => change !== 'all' && change.topic === 'run')
  await database
    .transaction()
    .execute(async (tx) => {
      await enqueue(tx, build('taken back'))
      throw new Error('back')
    })
    .catch(() => {})
  const id = await database.transaction().execute(async (tx) => {
    const made = await enqueue(tx, build('committed'))
    await server.ask(`notify opads, '{"topic":"pods","application":"marker"}'`)
    await waitFor(
      'the marker',
      async () => all.some((one) => one !== 'all' && one.application === 'marker'),
      { everyMs: 20 },
    )
    assert.deepEqual(runs(), [])
    return made
  })
  await waitFor('the change', async () => runs().length > 0, { everyMs: 20 })
  assert.deepEqual(runs(), [{ topic: 'run', application: 'shop', run: id }])
  await cancelRun(database, id, 'me')
  await waitFor('its end', async () => runs().length === 2, { everyMs: 20 })
  end()
})
test('the stream tells of what one may see, and of nothing else', async () => {
  const [ours, theirs] = [
    await stream('GET /api/v1/stream', mine),
    await stream('GET /api/v1/stream', foreign),
  ]
  await Promise.all([ours.until(': hello'), theirs.until(': hello')])
  const id = await enqueue(database, build('seen'))
  await ours.until(`data: {"topic":"run","application":"shop","run":${id}}`)
  await done('POST /api/v1/applications', { as: foreign, body: { name: 'blog', tenant: 'theirs' } })
  await theirs.until('"application":"blog"')
  assert.ok(!theirs.text().includes('shop'))
  assert.ok(!ours.text().includes('blog'))
  await Promise.all([ours.leave(), theirs.leave()])
  await cancelRun(database, id, 'me')
})
test('who goes away is no longer told, over a socket too', async () => {
  let listeners = 0
  const { listen } = changes
  changes.listen = (listener) => {
    listeners += 1
    const end = listen(listener)
    return () => {
      listeners -= 1
      end()
    }
  }
  const http = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(http, 'listening')
  const { port } = http.address() as { port: number }
  const look = get({
    host: '127.0.0.1',
    port,
    path: '/api/v1/stream',
    headers: { authorization: `Bearer ${mine}` },
  })
  look.on('error', () => {})
  const [answer] = (await once(look, 'response')) as [IncomingMessage]
  await once(answer, 'data')
  assert.equal(listeners, 1)
  answer.destroy()
  await waitFor('the stream to end', async () => listeners === 0, { boundMs: 10_000, everyMs: 20 })
  http.close()
  changes.listen = listen
})
test('a connection that breaks is a gap: everything is read again', async () => {
  const look = await stream('GET /api/v1/stream', mine)
  await look.until(': hello')
  const [row] = await server.ask(listens)
  await server.ask(`select pg_terminate_backend(${Number(row!.pid)})`)
  await look.until('event: all')
  const id = await enqueue(database, build('after the gap'))
  await look.until(`"run":${id}`)
  await look.leave()
  await cancelRun(database, id, 'me')
})
test('a log that is followed has every line, and ends with its run', async () => {
  const id = await enqueue(database, build('logged'))
  await takeLease(database, 'build', 'a')
  const lines = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({ step: 'npm ci', text: `line ${from + index}` }))
  await addLog(database, id, lines(0, 1500))
  const log = await stream(`GET /api/v1/runs/${id}/log?follow=true`, mine)
  await log.until('line 1499\n')
  await addLog(database, id, lines(1500, 10))
  await log.until('line 1509\n')
  await addLog(database, id, lines(1510, 1))
  const problem = { code: 'build.failed', sentence: 'ended\0', next: '' }
  await finishRun(database, id, { worker: 'a', problem })
  await log.ended
  assert.equal(
    log.text(),
    lines(0, 1511)
      .map(({ step, text }) => `${step}\t${text}\n`)
      .join(''),
  )
  const whole = await call(`GET /api/v1/runs/${id}/log`, { as: mine })
  assert.equal(await whole.text(), log.text())
})
test('pages hold every row once, also while rows come', async () => {
  for (let index = 0; index < 23; index += 1) {
    await enqueue(database, build(`page ${index}`))
    await addEvent(database, { application: 'shop', by: 'mine', kind: 'push', text: `${index}` })
    const name = `app-${String(index).padStart(2, '0')}${index % 2 === 0 ? '' : '-x'}`
    await database.insertInto('application').values({ name, tenant: 'ours', created_by: 'mine' }).execute()
  }
  for (const [list, key] of [
    ['runs', 'id'],
    ['events', 'id'],
    ['applications', 'name'],
  ] as const) {
    const whole = (await done(`GET /api/v1/${list}?limit=200`, { as: mine })).items.map(
      (one: Record<string, unknown>) => one[key],
    )
    const seen: unknown[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: Record<string, unknown>[]; next: string | null } = await done(
        `GET /api/v1/${list}?limit=4${cursor && `&cursor=${cursor}`}`,
        { as: mine },
      )
      assert.ok(page.items.length === 4 || page.next === null)
      seen.push(...page.items.map((one) => one[key]))
      cursor = page.next
      if (list !== 'applications') await enqueue(database, build(`new ${list} ${seen.length}`))
    }
    assert.ok(whole.length >= 23)
    assert.deepEqual(seen, whole, list)
  }
})
