/** Connections to PostgreSQL, and its types as ours. */
import { Socket } from 'node:net'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database, Tables } from './database.ts'

const bigint = 20

/** @param answerMs how long one statement may take, 0: for ever. A server that says nothing for a quarter more is given up with its connection */
export function openDatabase(config: pg.PoolConfig, answerMs: number): Database {
  pg.types.setTypeParser(bigint, Number) // our ids stay far below 2^53
  const pool = new pg.Pool({
    ...config,
    max: 8,
    connectionTimeoutMillis: 5000,
    statement_timeout: answerMs,
    stream: () => impatient(answerMs * 1.25),
  })
  const note = (failure: Error) => console.error(`database: ${failure.message}`)
  pool.on('error', () => {}) // the client says it
  // Also one that breaks while a query uses it: the query fails, and the process goes on.
  pool.on('connect', (client) => client.on('error', note))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/** Closed as a whole: an answer that comes late would be taken for that of the next question. */
function impatient(quietMs: number): Socket {
  const socket = new Socket()
  return socket.setTimeout(quietMs, () => socket.destroy(new Error('PostgreSQL said nothing in time')))
}
