/** Error messages of the real client, against ports without a database. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { test } from 'node:test'
import { Problem } from '@opads/kernel/problem'
import pg from 'pg'
import { isDatabaseAway } from './pool.ts'

async function asked(server: Server, connectionTimeoutMillis: number): Promise<unknown> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const pool = new pg.Pool({
    host: '127.0.0.1',
    port,
    user: 'opads',
    database: 'opads',
    connectionTimeoutMillis,
  })
  pool.on('error', () => {})
  try {
    return await pool.query('select 1').catch((failure: unknown) => failure)
  } finally {
    await pool.end()
    server.close()
  }
}

test('a database that does not answer, hangs up or is not there is away', async () => {
  const open = new Set<Socket>()
  const silent = createServer((socket) => open.add(socket))
  assert.ok(isDatabaseAway(await asked(silent, 200)))
  for (const socket of open) socket.destroy()

  assert.ok(
    isDatabaseAway(
      await asked(
        createServer((socket) => socket.end()),
        5000,
      ),
    ),
  )

  const nobody = new pg.Client({ host: '127.0.0.1', port: 1, user: 'opads' })
  assert.ok(isDatabaseAway(await nobody.connect().catch((failure: unknown) => failure)))
})
test('what it was asked wrongly, or a fault of ours, is not', () => {
  assert.ok(!isDatabaseAway(Object.assign(new Error('duplicate key'), { code: '23505' })))
  assert.ok(!isDatabaseAway(new TypeError('x is undefined')))
  assert.ok(!isDatabaseAway(new Problem('run.over', { run: 1 })))
})
