/** Queries to a real PostgreSQL that take too long, or get no response. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { postgres } from '../test-cloud/postgres.ts'
import { openDatabase } from './pool.ts'

const server = await postgres()
const database = openDatabase(server.config, 2000)
after(async () => {
  await database.destroy()
  await server.stop()
})
const backend = async () => {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database)
  return rows[0]!.pid
}

test('a statement that takes too long is ended, and its connection goes on', {
  timeout: 60_000,
}, async () => {
  const pid = await backend()
  await assert.rejects(sql`select pg_sleep(3600)`.execute(database), { code: '57014' })
  assert.equal(await backend(), pid)
})
test('a server that says nothing is given up, in a transaction too, and another connection answers', {
  timeout: 60_000,
}, async () => {
  const pid = await backend()
  process.kill(pid, 'SIGSTOP')
  try {
    const asked = database.transaction().execute((tx) => sql`select 1`.execute(tx))
    await assert.rejects(asked, /said nothing in time|Connection terminated/)
    assert.notEqual(await backend(), pid)
  } finally {
    process.kill(pid, 'SIGCONT')
  }
})
test('without a bound it takes what it takes', { timeout: 60_000 }, async () => {
  const patient = openDatabase(server.config, 0)
  const { rows } = await sql<{ bound: string }>`select current_setting('statement_timeout') as bound`.execute(
    patient,
  )
  assert.deepEqual(rows, [{ bound: '0' }])
  await patient.destroy()
})
